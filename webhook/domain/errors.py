"""Failures, named for what happened. `slug`, `status` and `detail` are what a caller over HTTP is told."""

from typing import ClassVar


class Refused(Exception):
    """A call that is refused. The detail says what to do and never repeats what was sent."""

    slug: ClassVar[str] = "refused"
    status: ClassVar[int] = 400
    title: ClassVar[str] = "The request was refused"
    detail: ClassVar[str] = ""

    def more(self) -> dict[str, int]:
        """Further members of the problem document (RFC 9457, section 3.2): numbers only, never what was sent."""
        return {}


class IllegalMove(Refused):
    """The state table has no such move from here."""

    slug, status, title = "illegal-move", 409, "Not possible in this state"
    detail = "The conversation has moved on. Read its state again."

    def __init__(self, state: str, move: str) -> None:
        super().__init__(f"no move {move} from {state}")


class StaleEpoch(Refused):
    """Another owner has taken the conversation since this write was begun."""

    slug, status, title = "stale", 409, "Somebody else has this conversation"
    detail = "The conversation changed hands. Read its state again."


class AlreadyTaken(Refused):
    """Another member of staff was first."""

    slug, status, title = "already-taken", 409, "Somebody else has accepted this handoff"
    detail = "It is no longer in the queue. Take the next one."


class ConversationClosed(Refused):
    """The conversation has ended; closed is final."""

    slug, status, title = "conversation-closed", 409, "This conversation has ended"
    detail = "Nothing more can be written to it."


class NotSignedIn(Refused):
    """No token, an unknown one, an expired one, or somebody else's: all answered alike."""

    slug, status, title = "not-signed-in", 401, "The token is not valid"
    detail = "The token is missing, unknown or has expired."


class AlreadyClaimed(Refused):
    """The visit token was used before with another secret."""

    slug, status, title = "already-claimed", 409, "This visit has already begun"
    detail = "Ask for a new warning."


class NotFound(Refused):
    """Nothing of that name for this caller (also where it exists but belongs to somebody else)."""

    slug, status, title = "not-found", 404, "Not found"
    detail = "There is nothing here for you under that name."


class UnknownSite(Refused):
    """No partner has this site key."""

    slug, status, title = "unknown-site", 404, "Unknown site"
    detail = "The site key is not registered here."


class UnknownList(Refused):
    """No word list in use has this name."""

    slug, status, title = "unknown-list", 404, "Unknown list"
    detail = "No word list in use has this name."


class SignatureInvalid(Refused):
    """A signed call that is unsigned, wrongly signed, or too old or too new (300 s)."""

    slug, status, title = "signature-invalid", 401, "The signature is not valid"
    detail = "Sign id, timestamp and the exact body with your secret; the clock may differ by 300 seconds."


class Replayed(Refused):
    """The same id came again with another meaning."""

    slug, status, title = "id-reused", 409, "This id was used for another request"
    detail = "Use a new id for a new request; repeat the same body for a retry."


class UnknownButton(Refused):
    """A button that was not issued in this conversation."""

    slug, status, title = "unknown-button", 422, "Unknown button"
    detail = "That button was not offered in this conversation."


class NumberInvalid(Refused):
    """What was typed is no phone number of a kind that can get a text."""

    slug, status, title = "number-invalid", 422, "This is not a mobile number we can text"
    detail = "Type the whole number, with the country code if you are abroad."


class TooMany(Refused):
    """The same visitor has asked for this too often."""

    slug, status, title = "too-many", 429, "Too many tries"
    detail = "Choose another way on, or come back later."


class ChannelUnavailable(Refused):
    """No desk answers on this channel for this visitor."""

    slug, status, title = "channel-unavailable", 409, "Nobody answers this way here"
    detail = "Choose another way on."


class BodyInvalid(Refused):
    """The body is not what the documentation says."""

    slug, status, title = "body-invalid", 400, "The body is not valid"
    detail = "Send the documented JSON fields and no others."


class BodyTooLarge(Refused):
    """The body or a field of it is longer than allowed."""

    slug, status, title = "too-large", 413, "Too large"
    detail = "The body may have 64 kB and a text 2,000 characters."


class BatchTooLarge(BodyTooLarge):
    """The body of a screening, or its one query, is longer than allowed."""

    detail = "A query may have 2,000 characters, a batch 500 queries and a body of 4.1 MB."


class OneOfBoth(Refused):
    """A screening asks about one query or about several, and this one about neither or both."""

    slug, status, title = "query-or-queries", 422, "Send a query or queries"
    detail = "Send `query` (one text) or `queries` (a list of texts): exactly one of the two."


class BatchSize(Refused):
    """A batch is empty or too long, or is no list."""

    slug, status, title = "queries-count", 422, "Not a batch"
    detail = "`queries` is a list of 1 to 500 texts."


class QueryInvalid(Refused):
    """One query of a batch is no text, or too long. Nothing of the batch was screened."""

    slug, status, title = "query-invalid", 422, "One of the queries is not valid"
    detail = (
        "The query at `index` (counted from 0) is no text of at most 2,000 characters. None was screened."
    )

    def __init__(self, index: int) -> None:
        super().__init__(f"query {index}")
        self.index = index

    def more(self) -> dict[str, int]:
        """Where it stands in the list, counted from 0."""
        return {"index": self.index}


class TwilioSignatureInvalid(Refused):
    """A callback that Twilio did not sign for our public address."""

    slug, status, title = "twilio-signature-invalid", 403, "The signature is not valid"
    detail = "This address takes signed calls from Twilio only."
