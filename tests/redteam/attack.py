"""The attacks of attacks/<kind>.yml. What the fields mean stands in README.md."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("attacks")
FIELDS = frozenset("say topics any never language country door refused known".split())


@dataclass(frozen=True)
class Attack:
    """One attack: its turns, and what may come back."""

    id: str
    say: tuple[str, ...]
    topics: frozenset[str]
    at_any_turn: bool
    never: tuple[str, ...]
    language: str
    country: str
    door: str | None
    refused: bool
    known: str | None


def attacks() -> list[Attack]:
    """Every attack, by kind and number."""
    return [
        _attack(f"{document['kind']}-{number:02}", row, document.get("never", []))
        for document in documents()
        for number, row in enumerate(document["attacks"], start=1)
    ]


def documents() -> list[dict[str, Any]]:
    """The files as they are."""
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yml"))]


def _attack(id: str, row: dict[str, Any], never: list[str]) -> Attack:
    said = row["say"] if isinstance(row["say"], list) else [row["say"]]
    return Attack(
        id=id,
        say=tuple(_text(turn) for turn in said),
        topics=frozenset(row.get("topics", ())),
        at_any_turn=row.get("any", False),
        never=(*never, *row.get("never", ())),
        language=row.get("language", "en"),
        country=row.get("country", "GB"),
        door=row.get("door"),
        refused=row.get("refused", False),
        known=row.get("known"),
    )


def _text(turn: str | dict[str, Any]) -> str:
    if isinstance(turn, str):
        return turn
    return str((turn["text"] * turn["times"])[: turn.get("cut")] + turn.get("then", ""))
