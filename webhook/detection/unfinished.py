"""Words still being typed: the last one may be the beginning of a term's end."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from .entries import FUZZY, Entry, Hit
from .tokens import collapse, readings

_LEAST = 5  # letters typed
_SHARE = 0.6  # of the term's letters
_WIDEST = 6  # words
_FEW = 50


class Beginnings:
    """All keys in order. Immutable."""

    def __init__(self, keys: Mapping[str, Sequence[Entry]], common: frozenset[str]) -> None:
        self._entries = keys
        self._keys = sorted(keys)
        self._common = common

    def hits(self, words: Sequence[str]) -> Iterator[Hit]:
        """Every entry that the last words begin, where most of it is typed and not in common words alone."""
        for reading in readings(words[-_WIDEST:]):
            for first in range(len(reading.skeletons)):
                if not self._common.issuperset(reading.pieces[first:]):
                    yield from self._completing(collapse("".join(reading.skeletons[first:])))

    def _completing(self, typed: str) -> Iterator[Hit]:
        if len(typed) < _LEAST:
            return
        at = bisect_left(self._keys, typed)
        for key in self._keys[at : at + _FEW]:
            if not key.startswith(typed):
                return
            if len(typed) >= _SHARE * len(key):
                yield from (Hit(entry, FUZZY) for entry in self._entries[key])
