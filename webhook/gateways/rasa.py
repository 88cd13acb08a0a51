"""The bot: one POST a turn, keys and commands back. Every failure is a `BotFailed`, never an empty answer."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Protocol

import pydantic
import requests
import urllib3
from pydantic import BaseModel, ConfigDict, Field, model_validator

from webhook.gateways.errors import Temporary

CONNECT_SECONDS = 0.5
READ_SECONDS = 3.5
"""Together below the 5 s in which a visitor must hear something."""
MAX_ANSWER_BYTES = 64_000


class BotFailed(Temporary):
    """The bot did not answer, answered wrongly, or had nothing to say."""


@dataclass(frozen=True)
class Turn:
    """What the bot is given. Exactly one of `text` (redacted) and `intent` (a button of ours) is set."""

    sender: str
    metadata: Mapping[str, Any]
    text: str | None = None
    intent: str | None = None
    new_session: bool = False


class Card(BaseModel):
    """A card that an action may choose: the service fills it in. No other kind can come from the bot."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    kind: Literal["helplines", "emergency"]
    audience: Annotated[str, Field(pattern=r"^[a-z_]{1,30}$")] = "situation"
    limit: Annotated[int, Field(ge=1, le=3)] = 3


class Reply(BaseModel):
    """One thing that the bot chose: a reviewed reply by its key, or a command."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    key: Annotated[str, Field(pattern=r"^utter_[a-z0-9_]{1,70}$")] | None = None
    command: Annotated[str, Field(max_length=40)] | None = None
    buttons: Annotated[list[Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")]], Field(max_length=6)] = []
    cards: Annotated[list[Card], Field(max_length=5)] = []

    @model_validator(mode="after")
    def key_or_command(self) -> "Reply":
        """Exactly one of them."""
        if (self.key is None) == (self.command is None):
            raise ValueError("key or command")
        return self


class Answer(BaseModel):
    """What the bot chose: replies in order, and what it understood, with a confidence from 0 to 1."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)

    replies: Annotated[list[Reply], Field(min_length=1, max_length=6)]
    topic: Annotated[str, Field(max_length=40)] | None = None
    intent: Annotated[str, Field(max_length=60)] | None = None
    confidence: float | None = None


class Bot(Protocol):
    """Whoever answers a turn."""

    def answer(self, turn: Turn) -> Answer:
        """One turn; raises `BotFailed`."""
        ...

    def forget(self, sender: str) -> None:
        """Drop what is remembered of a conversation; raises `BotFailed`."""
        ...

    def ready(self) -> bool:
        """Whether it would answer now."""
        ...


class RasaBot:
    """Rasa behind `bot/channel.py` on loopback."""

    def __init__(self, url: str, secret: str) -> None:
        self._url = f"{url}/webhooks/turnpoint"
        self._headers = {"X-Turnpoint-Secret": secret}

    def answer(self, turn: Turn) -> Answer:
        """One POST; a refusal, a timeout, an answer too large, an empty list and a wrong shape are all `BotFailed`."""
        said: dict[str, Any] = {"text": turn.text} if turn.intent is None else {"intent": turn.intent}
        body = {
            **said,
            "sender": turn.sender,
            "new_session": turn.new_session,
            "metadata": dict(turn.metadata),
        }
        try:
            return Answer.model_validate_json(self._post("turn", body))
        except pydantic.ValidationError:
            raise BotFailed("shape") from None

    def forget(self, sender: str) -> None:
        """One POST; what the bot has forgotten already is done."""
        self._post("forget", {"sender": sender})

    def ready(self) -> bool:
        """Whether the channel answers its health question."""
        try:
            with _session() as session:
                return session.get(f"{self._url}/", timeout=(CONNECT_SECONDS, 1.0), allow_redirects=False).ok
        except requests.RequestException:
            return False

    def _post(self, path: str, body: dict[str, Any]) -> bytes:
        ends = time.monotonic() + CONNECT_SECONDS + READ_SECONDS
        try:
            with (
                _session() as session,
                session.post(
                    f"{self._url}/{path}",
                    json=body,
                    headers=self._headers,
                    timeout=(CONNECT_SECONDS, READ_SECONDS),
                    allow_redirects=False,
                    stream=True,
                ) as response,
            ):
                if response.status_code not in (200, 204):
                    raise BotFailed(f"status {response.status_code}")
                return _read(response, ends)
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise BotFailed(type(error).__name__) from None


def _session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False  # no proxy of the environment: the bot is on loopback or a private network
    return session


def _read(response: requests.Response, ends: float) -> bytes:
    data = b""
    while chunk := response.raw.read1(MAX_ANSWER_BYTES):
        data += chunk
        if len(data) > MAX_ANSWER_BYTES:
            raise BotFailed("too large")
        if time.monotonic() > ends:
            raise BotFailed("too slow")
    return data
