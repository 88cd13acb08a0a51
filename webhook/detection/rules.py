"""Compound rules: one word of each class within so many words of one another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .entries import RULE, Entry, Hit
from .numbers import numbers
from .spaceless import Ordinary
from .tokens import Reading


@dataclass(frozen=True, slots=True)
class ClassTable:
    """A word class made ready: stems with the words that have them, or a range of numbers."""

    words: Mapping[str, frozenset[str]]
    low: int = 0
    high: int = -1


@dataclass(frozen=True, slots=True)
class RuleTable:
    """A rule made ready; `classes` are places in the list of class tables."""

    entry: Entry
    classes: tuple[int, ...]
    within: int


class Rules:
    """All rules of all lists. Immutable."""

    def __init__(self, classes: Sequence[ClassTable], rules: Sequence[RuleTable], ordinary: Ordinary) -> None:
        self._rules = rules
        self._classes = classes
        self._ordinary = ordinary
        self._numbered = [place for place, table in enumerate(classes) if table.high >= 0]
        self._by_stem: dict[str, list[int]] = {}
        for place, table in enumerate(classes):
            for stem in table.words:
                self._by_stem.setdefault(stem, []).append(place)

    def hits(self, reading: Reading, stems: Sequence[str]) -> Iterator[Hit]:
        """Every rule whose classes stand near one another in a reading."""
        if not self._rules:
            return
        places = self._places(reading, stems)
        if len(places) < 2:
            return
        for rule in self._rules:
            if all(name in places for name in rule.classes) and _near(
                rule, [places[name] for name in rule.classes]
            ):
                yield Hit(rule.entry, RULE)

    def _places(self, reading: Reading, stems: Sequence[str]) -> dict[int, list[int]]:
        places: dict[int, list[int]] = {}
        for at, stem in enumerate(stems):
            for name in self._by_stem.get(stem, ()):
                own = self._classes[name].words[stem]
                if reading.pieces[at] in own or not self._ordinary(reading.pieces[at]):
                    places.setdefault(name, []).append(at)
        if self._numbered:
            for at, value in numbers(reading):
                for name in self._numbered:
                    if self._classes[name].low <= value <= self._classes[name].high:
                        places.setdefault(name, []).append(at)
        return places


def _near(rule: RuleTable, places: Sequence[Sequence[int]]) -> bool:
    return any(_chain(rule, places[1:], at, at, at) for at in places[0])


def _chain(rule: RuleTable, places: Sequence[Sequence[int]], first: int, last: int, previous: int) -> bool:
    """Whether each further class has a place so that all stand within the rule's distance."""
    if not places:
        return True
    for at in places[0]:
        low, high = min(first, at), max(last, at)
        ordered = rule.entry.any_order or at > previous
        if (
            at != previous
            and ordered
            and high - low <= rule.within
            and _chain(rule, places[1:], low, high, at)
        ):
            return True
    return False
