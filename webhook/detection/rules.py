"""Compound rules: one word of each class within so many words of one another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .entries import RULE, Entry, Hit
from .numbers import numbers
from .spaceless import Ordinary
from .tokens import Reading


@dataclass(frozen=True, slots=True)
class ClassTable:
    """A word class made ready: stems with the words that have them, or a range of numbers."""

    words: Mapping[str, frozenset[str]] = field(repr=False)
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

    def hits(self, reading: Reading, stems: Sequence[str]) -> Iterable[Hit]:
        """Every rule whose classes stand near one another in a reading."""
        return self._met(reading, stems) if self._rules else ()

    def _met(self, reading: Reading, stems: Sequence[str]) -> Iterator[Hit]:
        places = self._places(reading, stems)
        if not places:
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
    """Whether each class has a place of its own so that all stand within the rule's distance.

    One pass: `latest` holds, for every set of classes met so far (as bits), the latest place at which such a set
    began. Trying all combinations would take hours where a long query holds little but words of the classes.
    """
    full = (1 << len(places)) - 1
    latest = [-1] * (full + 1)
    for place, bits in sorted(_bits_by_place(places).items()):
        for met in range(full - 1, -1, -1):  # larger sets first, so that a place counts once
            first = latest[met] if met else place
            if place - rule.within <= first >= 0:
                for bit in bits:
                    if not met & bit and (rule.entry.any_order or met == bit - 1):
                        latest[met | bit] = max(latest[met | bit], first)
        if place - rule.within <= latest[full] >= 0:
            return True
    return False


def _bits_by_place(places: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    """The classes that a place may count for, as bits."""
    by_place: dict[int, list[int]] = {}
    for number, same in enumerate(places):
        for place in dict.fromkeys(same):
            by_place.setdefault(place, []).append(1 << number)
    return by_place
