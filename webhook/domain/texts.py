"""How far a text has come, as one table of ranks. Receipts come late, twice and out of order; only a rise counts."""

from webhook.domain.errors import BodyTooLarge, Refused

READY = "ready"
"""Ours: written down, not yet handed to the provider."""
TRYING = "trying"
"""Ours: handing over was begun, and whether the provider took it is not known yet."""
TAKEN = "accepted"
"""The least that a provider says of a text that it took."""
RECEIVED = "received"
"""A text that came in."""

RANK = {
    READY: 0,
    TRYING: 1,
    "accepted": 2,
    "scheduled": 3,
    "queued": 4,
    "sending": 5,
    "sent": 6,
    "partially_delivered": 7,
    "delivered": 8,
    "read": 9,
}
FAILED = frozenset({"failed", "undelivered", "canceled"})
"""Terminal: what comes after is ignored."""
ARRIVED = frozenset({"delivered", "read"})
"""Nothing that says "failed" can undo these."""
OURS = frozenset({READY, TRYING})
LONGEST = 1_600
"""Characters that Twilio takes in one text."""

SHOWN = {
    "sent": "sent",
    "partially_delivered": "sent",
    "delivered": "delivered",
    "read": "delivered",
    **dict.fromkeys(FAILED, "failed"),
}
"""What the two people see of a status; the ones before `sent` all look like waiting."""


class UnknownStatus(Refused):
    """A receipt with a status word that is not in the table."""

    slug, status, title = "unknown-status", 422, "Unknown status of a text"
    detail = "The status is not one that a text sent by us can have."


class TextTooLong(BodyTooLarge):
    """Words that do not fit into one text message."""

    slug, title = "text-too-long", "Too long for a text message"
    detail = "A text message may have 1,600 characters."


def rises(old: str, new: str) -> bool:
    """Whether `new`, a provider's word, says more than `old`: higher rank, or a failure of what had not arrived.

    Raises `UnknownStatus` for a word that the provider's list of 2026 does not have for texts that go out.
    """
    if not is_known(new):
        raise UnknownStatus
    if old in FAILED:
        return False
    if new in FAILED:
        return old not in ARRIVED
    return RANK[new] > RANK[old]


def is_known(word: object) -> bool:
    """Whether a provider may say this of a text that we sent."""
    return word in FAILED or (word in RANK and word not in OURS)


def waits(status: str) -> bool:
    """Whether the text has still to be handed to the provider."""
    return status in OURS


def shown(status: str) -> str:
    """`queued`, `sent`, `delivered` or `failed`."""
    return SHOWN.get(status, "queued")
