"""The only way into Rasa: one POST a turn from the service, keys and commands back. Contract: bot/README.md."""

import asyncio
import hmac
import logging
import os
from pathlib import Path
from typing import Any, Awaitable, Callable, Dict, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import secret
from bot.conversation import Conversation
from bot.topics import Topics
from bot.turn import Turn, TurnInvalid

log = logging.getLogger("bot.channel")
HEADER = "X-Turnpoint-Secret"
WAIT_SECONDS = 3.0  # the service waits 3.5: what it no longer hears must not be kept


class TurnpointChannel(InputChannel):
    """Serves GET / (ready?), POST turn and POST forget under /webhooks/turnpoint/."""

    def __init__(self, key: bytes, topics: Topics) -> None:
        """`key`: what a caller must show."""
        self._key = key
        self._topics = topics

    @classmethod
    def name(cls) -> str:
        """Part of the address."""
        return "turnpoint"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> "TurnpointChannel":
        """Raises SecretMissing. The topics are read from TURNPOINT_DATA, ./data where it is not set."""
        data = Path(os.environ.get("TURNPOINT_DATA", "data"))
        return cls(secret.read(os.environ), Topics.read(data / "topics.yml"))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes. `on_new_message` is not used: the agent is asked directly, so that a failure shows."""
        routes = Blueprint("turnpoint")

        # Plain functions: Sanic writes attributes on its handlers, which bound methods refuse.
        @routes.get("/")
        async def ready(request: Request) -> HTTPResponse:
            return self.ready(request)

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            return await self.turn(request)

        @routes.post("/forget")
        async def forget(request: Request) -> HTTPResponse:
            return self.forget(request)

        return routes

    def ready(self, request: Request) -> HTTPResponse:
        """200 once the model is loaded, else 503. Needs no secret and tells nothing else."""
        loaded = request.app.ctx.agent.is_ready()
        return response.json({"status": "ok" if loaded else "no model"}, 200 if loaded else 503)

    async def turn(self, request: Request) -> HTTPResponse:
        """200 with replies, 400 for a wrong body, 401 for a wrong secret, 502 when there is nothing to say."""
        if not self._allowed(request):
            return _failed("SecretWrong", 401)
        try:
            turn = Turn.from_body(_json(request))
            if turn.intent is not None and not self._topics.knows(turn.intent):
                raise TurnInvalid("intent")
        except TurnInvalid as error:
            return _failed(f"TurnInvalid: {error}", 400)
        try:
            conversation = Conversation(request.app.ctx.agent, self._topics, turn)
            return response.json(await asyncio.wait_for(conversation.answer(), WAIT_SECONDS))
        except Exception as error:
            log.warning("turn failed", extra={"sender": turn.sender, "error": type(error).__name__})
            return _failed(type(error).__name__, 502)

    def forget(self, request: Request) -> HTTPResponse:
        """204: nothing is kept of this conversation any more. Body {"sender": …}."""
        if not self._allowed(request):
            return _failed("SecretWrong", 401)
        try:
            sender = Turn.sender_of(_json(request))
        except TurnInvalid as error:
            return _failed(f"TurnInvalid: {error}", 400)
        request.app.ctx.store.forget(sender)
        return response.empty()

    def _allowed(self, request: Request) -> bool:
        return hmac.compare_digest(request.headers.get(HEADER, "").encode(), self._key)


def _json(request: Request) -> Any:
    try:
        return request.json
    except Exception as error:
        raise TurnInvalid("body") from error


def _failed(error: str, status: int) -> HTTPResponse:
    return response.json({"error": error}, status)
