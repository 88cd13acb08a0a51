"""The detector: all lists at once, one query at a time, in memory."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from .apart import Apart, stems_of, stems_of_plain
from .contexts import Contexts
from .drawn import read_drawn
from .endings import stem
from .entries import FUZZY, Hit
from .finding import SEVERITIES, TIERS, Finding
from .folding import words
from .indic import is_devanagari
from .mending import Mender
from .rules import Rules
from .spaceless import Ordinary, Spaceless
from .tokens import Reading, collapse, letters, plainly, readings
from .typos import Typos
from .unfinished import Beginnings
from .wordlist import MAX_PHRASE

FREE_FROM = 4
"""Letters: a shorter word that is not common may be a piece of a longer one, where there are several of them."""

LONGEST_IN_FULL = 4_000
"""Characters: what follows in a longer text is read plainly, for terms in their own order, split or run together."""

LONGEST_TYPED = 200
"""Characters: as much of a text still being typed is looked at for a term that is not typed to its end."""

LONGEST_FOR_SLIPS = 60
"""Words: a longer text is no search, and is not looked at for single wrong letters."""


class Engine:
    """Screens queries against compiled lists. Immutable, without state between queries; safe between threads.

    A query all of whose words are ordinary, and none of which is the rarest word of some term, is free at once:
    every way to disguise a word makes it a strange one.
    """

    def __init__(
        self,
        *,
        common: frozenset[str],
        triggers: frozenset[str],
        own: frozenset[str],
        own_stems: frozenset[str],
        unspaced: frozenset[str],
        stems: Mapping[str, str],
        stems_of_own: Mapping[str, str],
        ordinary: Ordinary,
        spaceless: Spaceless,
        apart: Apart,
        rules: Rules,
        mender: Mender,
        typos: Typos,
        contexts: Contexts,
        beginnings: Beginnings,
    ) -> None:
        self._common = common
        self._triggers = triggers
        self._known = own | common
        self._own_stems = own_stems
        self._unspaced = unspaced
        self._stems = stems
        self._stems_of_own = stems_of_own
        self._ordinary = ordinary
        self._spaceless = spaceless
        self._apart = apart
        self._rules = rules
        self._mender = mender
        self._typos = typos
        self._contexts = contexts
        self._beginnings = beginnings

    def screen(self, query: str, kind: str, lists: frozenset[str] | None = None) -> Finding | None:
        """The gravest finding for this kind of trigger among the lists named (None: all), or None."""
        if len(query) > LONGEST_IN_FULL:
            return self._long(query, kind, lists)
        folded = query.split(" ")
        plain = self._common.issuperset(folded)  # and so folded already
        if not plain:
            folded = _bounded(words(query), query)
        if self._triggers.isdisjoint(folded) and (plain or self._innocent(folded)):
            return None
        read = readings(folded)
        hits = _counting(self._hits(read), kind, lists)
        if not hits and not plain and not self._known.issuperset(folded):
            hits = _counting(self._farther(query, folded, read), kind, lists)
        return self._finding(hits, folded) if hits else None

    def _long(self, text: str, kind: str, lists: frozenset[str] | None) -> Finding | None:
        begun = words(text[:LONGEST_IN_FULL])[:-1]  # the last one may be cut
        read = [
            word for word in _bounded(words(text), text) if len(word) <= MAX_PHRASE or not is_devanagari(word)
        ]
        hits = _counting(self._spaceless.hits(plainly(read)), kind, lists)
        return self._finding(hits + _counting(self._hits(readings(begun)), kind, lists), begun)

    def _innocent(self, folded: Sequence[str]) -> bool:
        """Whether every word is a common one, or a rarer one of its own that no term holds."""
        common = self._common
        rare = [word for word in folded if word not in common]
        shortest = FREE_FROM if len(rare) > 1 else FREE_FROM - 1
        return all(self._free(word, shortest) for word in rare)

    def _free(self, word: str, shortest: int) -> bool:
        if len(word) < shortest or not word.isalpha():
            return False
        if not self._ordinary(word):
            return False
        return self._unspaced.isdisjoint(word) and collapse(stem(letters(word))) not in self._own_stems

    def unfinished(self, query: str, kind: str, lists: frozenset[str] | None = None) -> Finding | None:
        """As `screen`, and the last word may be the beginning of a term's end."""
        found = self.screen(query, kind, lists)
        if found is not None:
            return found
        folded = words(query[-LONGEST_TYPED:])
        return self._finding(_counting(self._beginnings.hits(folded), kind, lists), folded)

    def _hits(self, read: Sequence[Reading]) -> list[Hit]:
        hits: list[Hit] = []
        stems = stems_of_plain(read[0], self._stems, self._stems_of_own)
        for place, reading in enumerate(read):
            if place:
                stems = stems_of(reading)
            hits += self._spaceless.hits(reading)
            hits += self._apart.hits(reading, stems)
            hits += self._rules.hits(reading, stems)
        return hits

    def _farther(self, query: str, folded: Sequence[str], read: Sequence[Reading]) -> Iterator[Hit]:
        """What is looked for only where nothing was found: letters drawn or replaced, and single wrong letters."""
        if len(folded) > LONGEST_FOR_SLIPS:
            return
        drawn = read_drawn(query)
        if drawn is not None:
            yield from self._hits(readings(words(drawn)))
        mended = self._mender.mended(folded)
        if mended is not None:
            yield from (Hit(hit.entry, FUZZY) for hit in self._hits(readings(mended)))
        yield from self._typos.hits(read[-1])

    def _finding(self, hits: Sequence[Hit], folded: Sequence[str]) -> Finding | None:
        if not hits:
            return None
        gravest = max(hits, key=Hit.weight)
        entry = gravest.entry
        context = self._contexts.of(folded)
        return Finding(entry.category, SEVERITIES[entry.severity], TIERS[gravest.tier], context)


def _counting(hits: Iterable[Hit], kind: str, lists: frozenset[str] | None) -> list[Hit]:
    return [hit for hit in hits if kind in hit.entry.kinds and (lists is None or hit.entry.list in lists)]


def _bounded(folded: list[str], text: str) -> list[str]:
    """No more words than a text of this length can have; only ligatures that unfold into sentences give more."""
    most = len(text) // 2 + 1
    return folded if len(folded) <= most else folded[:most]
