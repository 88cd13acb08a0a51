"""The whole stack as a visitor meets it: the visitor's HTTP calls, the real rooms, the real trained bot."""

import base64
import re
import secrets
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from tests.people import a_desk, a_partner
from webhook.app import create_app, create_context
from webhook.content import Content
from webhook.content.words import SECTIONS
from webhook.services import screening
from webhook.services.context import Context
from webhook.settings import Settings
from webhook.store import schema
from webhook.store.tables import Partner

NAME = re.compile(r"\\\{\w+\\\}")


@dataclass
class Stack:
    """A wired service on a database of its own, in front of a bot that is already running."""

    ctx: Context
    client: FlaskClient
    partner: Partner

    @classmethod
    def of(cls, folder: Path, bot_url: str, bot_secret: str) -> "Stack":
        """`bot_url` is where Rasa listens, without a path; `folder` must be empty."""
        url = f"sqlite:///{folder / 'turnpoint.db'}"
        schema.upgrade(url)
        settings = Settings.from_environ(
            {
                "TURNPOINT_ENV": "development",
                "TURNPOINT_DIRECTORY": "unchecked",
                "TURNPOINT_HOME": str(folder),
                "TURNPOINT_RASA_URL": bot_url,
                "TURNPOINT_BOT_SECRET": bot_secret,
                "TURNPOINT_MASTER_KEYS": f"1:{_key()}",
                "TURNPOINT_PEPPER": _key(),
                "TURNPOINT_SESSION_KEY": _key(),
                "DATABASE_URL": url,
            }
        )
        ctx = create_context(settings)
        partner, _ = a_partner(ctx)
        a_desk(ctx, languages=list(ctx.content.languages), countries=[])
        return cls(ctx, create_app(settings, ctx).test_client(), partner)

    def visitor(self, language: str = "en", country: str | None = "GB", door: str | None = None) -> "Visitor":
        """Somebody new, who has met the warning and perhaps taken a door."""
        place = screening.Place("search", language, country)
        answer = screening.warn(self.ctx, self.partner, str(uuid.uuid4()), screening.Hit("demo"), place)
        visitor = Visitor(self, secrets.token_urlsafe(32))
        visitor.call("claim", {"secret": visitor.secret}, bearer=answer["token"])
        if door:
            visitor.press(door)
        return visitor


@dataclass
class Visitor:
    """Talks over HTTP; `heard` is all that came back so far."""

    stack: Stack
    secret: str
    seen: int = 0
    state: str = "warned"
    heard: list[dict[str, Any]] = field(default_factory=list)

    def say(self, text: str) -> list[dict[str, Any]]:
        """Write something; what the service and the bot say to it."""
        return self._act({"text": text})

    def press(self, button: str) -> list[dict[str, Any]]:
        """Press a button by its id."""
        return self._act({"button": button})

    def _act(self, said: dict[str, Any]) -> list[dict[str, Any]]:
        body = {"client_id": str(uuid.uuid4()), "after": self.seen, **said}
        answer = self.call("messages", body)
        self.seen, self.state = answer["seq"], answer["state"]
        told = [event for event in answer["events"] if event["from"] != "visitor"]
        self.heard += told
        return told

    def call(self, path: str, body: dict[str, Any], bearer: str | None = None) -> dict[str, Any]:
        """One POST that must succeed."""
        headers = {"Authorization": f"Bearer {bearer or self.secret}"}
        response = self.stack.client.post(f"/v1/conversation/{path}", json=body, headers=headers)
        assert response.status_code in (200, 201), (response.status_code, response.get_json())
        answer: dict[str, Any] = response.get_json()
        return answer


class Reviewed:
    """Everything that may ever be said, in any language: reviewed words, with places filled in."""

    def __init__(self, content: Content) -> None:
        self._replies = {
            key: {reply.text for said in content.replies.values() for reply in _variants(said, key)}
            for said in content.replies.values()
            for key in said.by_key
        }
        self._lines = [re.compile(_open(text)) for text in _sentences(content)]

    def knows(self, event: dict[str, Any]) -> bool:
        """Whether a visitor's copy of an event holds words of the catalogue only."""
        text = event.get("text") or ""
        if event["kind"] != "message" or not str(event.get("key", "")).startswith("utter_"):
            return self._told(text)
        for words in self._replies.get(event["key"], ()):
            if text == words:
                return True
            if text.startswith(words + "\n\n"):
                return all(self._told(line) for line in text.removeprefix(words + "\n\n").split("\n\n"))
        return False

    def _told(self, line: str) -> bool:
        return any(form.fullmatch(line) for form in self._lines)


def _variants(said: Any, key: str) -> Iterator[Any]:
    spoken = said.by_key.get(key)
    if spoken is not None:
        yield from (reply for _, reply in spoken.all())


def _sentences(content: Content) -> Iterator[str]:
    for words in content.words.values():
        for section in SECTIONS:
            yield from words.section(section).values()
    for locale in content.locales.all.values():
        yield from locale.law.values()


def _open(text: str) -> str:
    return NAME.sub("(?s:.+)", re.escape(text))


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
