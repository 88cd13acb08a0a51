"""The bot's data files as tests read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "data"


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Catalogue:
    """Topics, intents, examples, rules, responses, actions and slots."""

    topics: dict[str, Any]
    intents: list[str]
    examples: dict[str, list[str]]
    rules: list[dict[str, Any]]
    responses: dict[str, list[dict[str, Any]]]
    actions: list[str]
    slots: dict[str, Any]

    def replies(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every reply in its default form; labels of buttons are none."""
        for key, forms in self.responses.items():
            if not key.startswith("utter_button_"):
                yield key, next(form for form in forms if "channel" not in form)

    def cards(self, key: str) -> list[dict[str, Any]]:
        """The cards of a reply's default form."""
        return dict(self.replies())[key].get("custom", {}).get("cards", [])


def load() -> Catalogue:
    """Read every file of the bot's data."""
    domain = ROOT / "bot" / "domain"
    nlu = [entry for path in sorted(DATA.glob("nlu/en/*.yml")) for entry in read(path)["nlu"]]
    responses: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(DATA.glob("responses/en/*.yml")):
        responses.update(read(path)["responses"])
    return Catalogue(
        topics=read(DATA / "topics.yml")["topics"],
        intents=read(domain / "intents.yml")["intents"],
        examples={entry["intent"]: examples_of(entry["examples"]) for entry in nlu},
        rules=[rule for path in sorted(DATA.glob("rules/*.yml")) for rule in read(path)["rules"]],
        responses=responses,
        actions=read(domain / "actions.yml")["actions"],
        slots=read(domain / "slots.yml")["slots"],
    )


def examples_of(block: str) -> list[str]:
    return [line.removeprefix("- ").strip() for line in block.splitlines() if line.strip()]
