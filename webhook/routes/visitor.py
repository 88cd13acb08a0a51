"""For the visitor's frame. Who may call: whoever holds the visit's own secret (and, once, the visit token)."""

import uuid
from typing import Annotated, Literal

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from pydantic import AfterValidator, Field, model_validator

from webhook.domain.errors import NotSignedIn
from webhook.domain.handoffs import Channel
from webhook.routes import streams
from webhook.routes.bodies import MAX_TEXT, Body, parsed, whole_number
from webhook.routes.openapi import takes
from webhook.routes.places import Streams
from webhook.services import handoffs, reading, talking, visits
from webhook.services.context import Context
from webhook.store.tables import Visit

HIGHEST_SEQ = 2**31 - 1
LONGEST_WAIT = 25

ClientId = Annotated[str, AfterValidator(lambda text: str(uuid.UUID(text))), Field(max_length=36)]
After = Annotated[int, Field(ge=0, le=HIGHEST_SEQ)]


class Claim(Body):
    """The frame's own secret: 32 random bytes in base64url."""

    secret: Annotated[str, Field(max_length=43)]


class Act(Body):
    """Anything the visitor does. `client_id` (UUID) makes a retry harmless; `after` is the last event already seen."""

    client_id: ClientId
    after: After = 0


class Message(Act):
    """A text or the press of a button: exactly one of them."""

    text: Annotated[str, Field(min_length=1, max_length=MAX_TEXT)] | None = None
    button: Annotated[str, Field(min_length=1, max_length=80)] | None = None

    @model_validator(mode="after")
    def exactly_one(self) -> "Message":
        """Refuse both, neither, and a text of spaces."""
        if (self.text is None) == (self.button is None) or (self.text is not None and not self.text.strip()):
            raise ValueError("one of text and button")
        return self


class Handoff(Act):
    """The visitor's approval of a consent card."""

    channel: Literal["chat", "sms"]
    share_transcript: bool
    phone: Annotated[str, Field(max_length=40)] | None = None

    @model_validator(mode="after")
    def phone_goes_with_sms(self) -> "Handoff":
        """A number is needed for texts and refused for chat."""
        if (self.channel == "sms") != (self.phone is not None):
            raise ValueError("phone goes with sms")
        return self


def blueprint(ctx: Context) -> Blueprint:
    """The visitor's calls, all under /v1/conversation."""
    routes = Blueprint("visitor", __name__, url_prefix="/v1/conversation")

    @routes.post("/claim")
    @takes(Claim)
    def claim() -> ResponseReturnValue:
        """Bind the frame's own secret to the visit. Burns the visit token."""
        visit = visits.claim(ctx, _bearer(), parsed(Claim).secret)
        return {"visit": visit.id}, 201

    _talking(routes, ctx)
    _handing_over(routes, ctx)
    _ending(routes, ctx)
    return routes


def _talking(routes: Blueprint, ctx: Context) -> None:
    open_streams = Streams()

    @routes.get("")
    def state() -> ResponseReturnValue:
        """State, owner, channel and the newest sequence number."""
        snapshot = reading.snapshot(ctx, _visitor(ctx), HIGHEST_SEQ)
        return {name: value for name, value in snapshot.items() if name != "events"}

    @routes.get("/words")
    def words() -> ResponseReturnValue:
        """Words of the interface in the conversation's language, which may have changed since the warning."""
        return reading.words(ctx, _visitor(ctx))

    @routes.post("/messages")
    @takes(Message)
    def messages() -> ResponseReturnValue:
        """Say something or press a button; answers with every event after `after`."""
        visit, body = _visitor(ctx), parsed(Message)
        return talking.say(ctx, visit, talking.Said(body.client_id, body.text, body.button), body.after)

    @routes.get("/events")
    def events() -> ResponseReturnValue:
        """Events after `after`: a stream (Accept: text/event-stream), or a long poll of `wait` s (0 to 25)."""
        visit = _visitor(ctx)
        after = whole_number("after", 0, HIGHEST_SEQ)
        if request.accept_mimetypes.best == "text/event-stream":
            return streams.response(streams.of_visit(ctx, visit, after, open_streams))
        wait = whole_number("wait", 0, LONGEST_WAIT)
        return streams.long_poll(ctx, visit, after, wait)


def _handing_over(routes: Blueprint, ctx: Context) -> None:
    @routes.post("/handoff")
    @takes(Handoff)
    def handoff() -> ResponseReturnValue:
        """Approve what is passed on and ask for a person, by chat or by text."""
        visit, body = _visitor(ctx), parsed(Handoff)
        channel = Channel(body.channel)
        approval = handoffs.Approval(body.client_id, channel, body.share_transcript, body.phone)
        return handoffs.request(ctx, visit, approval, body.after)

    @routes.post("/withdraw")
    @takes(Act)
    def withdraw() -> ResponseReturnValue:
        """Stop waiting and go on with the bot."""
        visit, body = _visitor(ctx), parsed(Act)
        return handoffs.withdraw(ctx, visit, body.client_id, body.after)


def _ending(routes: Blueprint, ctx: Context) -> None:
    @routes.post("/leave")
    @takes(Act)
    def leave() -> ResponseReturnValue:
        """End the conversation."""
        visit, body = _visitor(ctx), parsed(Act)
        return handoffs.leave(ctx, visit, body.client_id, body.after)

    @routes.delete("")
    def delete() -> ResponseReturnValue:
        """Destroy the conversation at once."""
        handoffs.delete(ctx, _visitor(ctx))
        return Response(status=204)


def _visitor(ctx: Context) -> Visit:
    return visits.signed_in(ctx, _bearer())


def _bearer() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotSignedIn
    return token.strip()
