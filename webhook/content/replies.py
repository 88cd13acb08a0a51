"""data/responses/<language>/: what the bot says, in Rasa's `responses:` format."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webhook.content.schemas import Schemas
from webhook.content.shapes import Button, Reply

LABEL = "utter_button_"  # such a key holds the label of a button, never a reply
SMS = "sms"


@dataclass(frozen=True)
class Spoken:
    """One key's variants for the chat, the first of which holds buttons and cards, and its text message."""

    chat: tuple[Reply, ...]
    sms: Reply | None

    def all(self) -> Iterator[tuple[str | None, Reply]]:
        """Each variation with its channel; None is the chat."""
        yield from ((None, reply) for reply in self.chat)
        if self.sms is not None:
            yield SMS, self.sms


@dataclass(frozen=True)
class Replies:
    """The replies of one language."""

    by_key: dict[str, Spoken]
    labels: dict[str, str]  # by intent

    def reply(self, key: str, channel: str, before: int = 0) -> Reply | None:
        """The words for the channel; `before` says how often the key was said already, so that words change."""
        spoken = self.by_key.get(key)
        if spoken is None:
            return None
        if channel == SMS and spoken.sms is not None:
            return spoken.sms
        return spoken.chat[before % len(spoken.chat)]


def load(root: Path, schemas: Schemas, problems: list[str]) -> dict[str, Replies]:
    """Replies by language; adds one sentence per problem; a key may stand in one file only."""
    folders = sorted(path for path in (root / "responses").glob("*") if path.is_dir())
    return {folder.name: _language(folder, schemas, problems) for folder in folders}


def _language(folder: Path, schemas: Schemas, problems: list[str]) -> Replies:
    by_key: dict[str, Spoken] = {}
    titles: dict[str, str] = {}
    home: dict[str, str] = {}
    for path in sorted(folder.glob("*.yml")):
        document = schemas.read("responses", path, problems) or {"responses": {}}
        for key, variations in document["responses"].items():
            if key in home:
                problems.append(f"data/responses/{folder.name}/{path.name}: {key} stands in {home[key]} too.")
            home[key] = path.name
            by_key[key] = _spoken(key, variations)
            for button in by_key[key].chat[0].buttons:
                titles.setdefault(button.id.removeprefix("intent."), button.label)
    own = {
        key.removeprefix(LABEL): by_key.pop(key).chat[0].text for key in list(by_key) if key.startswith(LABEL)
    }
    return Replies(by_key, titles | own)


def _spoken(key: str, variations: list[dict[str, Any]]) -> Spoken:
    chat = [variation for variation in variations if "channel" not in variation]
    short = next((variation for variation in variations if variation.get("channel") == SMS), None)
    first = {name: chat[0][name] for name in ("buttons", "custom") if name in chat[0]}
    return Spoken(
        chat=tuple(_reply(key, first | variation) for variation in chat),
        sms=None if short is None else _reply(key, short),
    )


def _reply(key: str, variation: dict[str, Any]) -> Reply:
    custom = variation.get("custom", {})
    return Reply(
        key=key,
        text=variation["text"].rstrip("\n"),
        buttons=tuple(
            Button(f"intent.{button['payload'].removeprefix('/')}", button["title"])
            for button in variation.get("buttons", ())
        ),
        cards=tuple(dict(card) for card in custom.get("cards", ())),
        facts=tuple(custom.get("facts", ())),
    )
