"""The console's JSON API. For signed-in staff; what belongs to others is 404."""

import uuid
from typing import Annotated

from flask import Blueprint, Response, jsonify
from pydantic import AfterValidator, Field

from webhook.routes.bodies import MAX_TEXT, Body, parsed, whole_number
from webhook.routes.staff.console import console
from webhook.routes.staff.guard import check_origin, check_token, signed_in
from webhook.routes.staff.stream import stream
from webhook.services import desk, following
from webhook.services.staff import SignedIn

LONGEST_WAIT = 25
HIGHEST_SEQ = 2**31 - 1


def _with_words(text: str) -> str:
    if not text.strip():
        raise ValueError("only spaces")
    return text


class Nothing(Body):
    """`{}`: the address says it all."""


class Message(Body):
    """What staff write. `client_id` (UUID) makes a retry harmless."""

    client_id: Annotated[str, Field(max_length=36), AfterValidator(lambda text: str(uuid.UUID(text)))]
    text: Annotated[str, Field(max_length=MAX_TEXT), AfterValidator(_with_words)]


def routes(blueprint: Blueprint) -> None:
    """Hang the API into the console's blueprint."""
    one = "/api/conversations/<conversation_id>"
    blueprint.add_url_rule("/api/snapshot", "snapshot", snapshot, methods=["GET"])
    blueprint.add_url_rule("/api/stream", "stream", stream, methods=["GET"])
    blueprint.add_url_rule("/api/here", "here", here, methods=["POST"])
    blueprint.add_url_rule("/api/next", "take_next", take_next, methods=["POST"])
    blueprint.add_url_rule("/api/handoffs/<handoff_id>/accept", "accept", accept, methods=["POST"])
    blueprint.add_url_rule(f"{one}/events", "events", events, methods=["GET"])
    blueprint.add_url_rule(f"{one}/messages", "write", write, methods=["POST"])
    blueprint.add_url_rule(f"{one}/close", "close", close, methods=["POST"])
    blueprint.add_url_rule(f"{one}/return", "give_back", give_back, methods=["POST"])


def snapshot() -> Response:
    """The queue of the desk and what the caller holds."""
    who = _reader()
    return jsonify(following.standing(console().ctx, who))


def here() -> Response:
    """The person is still there: the session's idle time begins anew."""
    who = _actor()
    parsed(Nothing)
    return jsonify(following.ends(who))


def accept(handoff_id: str) -> Response:
    """Take a request out of the queue; 409 where somebody was first."""
    who = _actor()
    parsed(Nothing)
    return _taken(who, desk.accept(console().ctx, who.staff, handoff_id)["conversation"])


def take_next() -> Response:
    """Take whoever is first in the queue; 409 where nobody waits."""
    who = _actor()
    parsed(Nothing)
    return _taken(who, following.take_next(console().ctx, who))


def events(conversation_id: str) -> Response:
    """The log above `after`; with `wait` (25 s at most) it answers when there is something new."""
    who = _reader()
    after, wait = whole_number("after", 0, HIGHEST_SEQ), whole_number("wait", 0, LONGEST_WAIT)
    return jsonify(following.events(console().ctx, who, conversation_id, after, wait))


def write(conversation_id: str) -> Response:
    """Say something; the same client id again changes nothing."""
    who = _actor()
    body = parsed(Message)
    return jsonify(desk.write(console().ctx, who.staff, conversation_id, body.client_id, body.text))


def close(conversation_id: str) -> Response:
    """End the conversation."""
    who = _actor()
    parsed(Nothing)
    desk.close(console().ctx, who.staff, conversation_id)
    return jsonify(following.standing(console().ctx, who))


def give_back(conversation_id: str) -> Response:
    """Give the conversation back to the bot."""
    who = _actor()
    parsed(Nothing)
    desk.give_back(console().ctx, who.staff, conversation_id)
    return jsonify(following.standing(console().ctx, who))


def _reader() -> SignedIn:
    check_origin()
    return signed_in(acting=False)


def _actor() -> SignedIn:
    check_origin()
    who = signed_in(acting=True)
    check_token()
    return who


def _taken(who: SignedIn, conversation_id: str) -> Response:
    return jsonify({"conversation": conversation_id, **following.standing(console().ctx, who)})
