"""data/responses/<language>/: what the bot says, in Rasa's `responses:` format."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webhook.content.schemas import Schemas
from webhook.content.shapes import Button, Reply

LABEL = "utter_button_"  # such a key holds the label of a button, never a reply


@dataclass(frozen=True)
class Replies:
    """The replies of one language."""

    by_key: dict[str, dict[str | None, Reply]]  # then by channel; None is the default variation
    labels: dict[str, str]  # by intent

    def reply(self, key: str, channel: str) -> Reply | None:
        variations = self.by_key.get(key)
        return None if variations is None else variations.get(channel) or variations[None]


def load(root: Path, schemas: Schemas, problems: list[str]) -> dict[str, Replies]:
    """Replies by language; adds one sentence per problem; a key may stand in one file only."""
    folders = sorted(path for path in (root / "responses").glob("*") if path.is_dir())
    return {folder.name: _language(folder, schemas, problems) for folder in folders}


def _language(folder: Path, schemas: Schemas, problems: list[str]) -> Replies:
    by_key: dict[str, dict[str | None, Reply]] = {}
    titles: dict[str, str] = {}
    home: dict[str, str] = {}
    for path in sorted(folder.glob("*.yml")):
        document = schemas.read("responses", path, problems) or {"responses": {}}
        for key, variations in document["responses"].items():
            if key in home:
                problems.append(f"data/responses/{folder.name}/{path.name}: {key} stands in {home[key]} too.")
            home[key] = path.name
            by_key[key] = {variation.get("channel"): _reply(key, variation) for variation in variations}
            for button in by_key[key][None].buttons:
                titles.setdefault(button.id.removeprefix("intent."), button.label)
    own = {
        key.removeprefix(LABEL): by_key.pop(key)[None].text for key in list(by_key) if key.startswith(LABEL)
    }
    return Replies(by_key, titles | own)


def _reply(key: str, variation: dict[str, Any]) -> Reply:
    return Reply(
        key=key,
        text=variation["text"].rstrip("\n"),
        buttons=tuple(
            Button(f"intent.{button['payload'].removeprefix('/')}", button["title"])
            for button in variation.get("buttons", ())
        ),
        cards=tuple(dict(card) for card in variation.get("custom", {}).get("cards", ())),
    )
