"""Stands in for the engine until it lands; goes with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from webhook.detection import Finding, PhraseDetector, Term


class ListInvalid(Exception):
    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where, self.reason = where, reason


@dataclass(frozen=True)
class WordList:
    name: str
    version: int
    terms: tuple[Term, ...]


def parse(document: Mapping[str, Any]) -> WordList:
    defaults = document.get("defaults", {})
    try:
        name, entries = document["name"], document.get("terms", [])
        terms = tuple(
            Term(
                whole["id"], whole["phrase"], whole["category"], whole["severity"], document["language"],
                frozenset(whole["kinds"]),
            )
            for whole in ({**defaults, **entry} for entry in entries)
        )  # fmt: skip
    except (KeyError, TypeError):
        raise ListInvalid("the list", "is not a list") from None
    return WordList(name, document.get("version", 1), terms)


class Engine:
    def __init__(self, lists: Iterable[WordList]) -> None:
        self._each = {one.name: PhraseDetector(one.terms) for one in lists}

    def screen(self, query: str, kind: str, lists: frozenset[str] | None = None) -> Finding | None:
        found = [
            finding
            for name, detector in self._each.items()
            if (lists is None or name in lists) and (finding := detector.screen(query, kind))
        ]
        return found[0] if found else None

    unfinished = screen


def compile_lists(lists: Iterable[WordList]) -> Engine:
    return Engine(lists)
