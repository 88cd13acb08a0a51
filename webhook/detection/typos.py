"""Terms with one letter added, dropped, changed or swapped; asked only about words that no dictionary knows.

Compared are letters as they stand, look-alikes read but nothing collapsed. A term and a text one edit apart
share the first or the second half of their letters, so two sorted lists and a few look-ups find every candidate
without an index of variants.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from .entries import FUZZY, Entry, Hit
from .spaceless import Ordinary, by_key
from .tokens import Reading, letters

LEAST = 7  # letters: below that one letter makes another word too easily
_WIDEST = 4  # words
_FEW = 200  # candidates looked at in one half
_PLACES = 32  # in the table of halves, for a key
Bucket = tuple[int, str]
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


class Typos:
    """All terms of at least LEAST letters, by length and first letter, forwards and backwards. Immutable."""

    def __init__(
        self, entries: Iterable[Entry], own: frozenset[str], common: frozenset[str], ordinary: Ordinary
    ) -> None:
        """`own` are all words of all entries."""
        spelled = ((letters("".join(entry.words)), entry) for entry in entries if entry.bounded)
        self._entries = by_key((key, entry) for key, entry in spelled if len(key) >= LEAST)
        self._longest = max(map(len, self._entries), default=0)
        self._forwards = _in_buckets(self._entries)
        self._backwards = _backwards(self._forwards)
        self._halves = Halves(self._entries)
        self._own = own
        self._common = common
        self._ordinary = ordinary

    def hits(self, reading: Reading) -> Iterator[Hit]:
        """Every entry one letter away from up to four words together, of which the odd one is no ordinary word."""
        if not self._entries:
            return
        pieces = reading.pieces
        for odd in self._odd_ones(pieces):
            before, after = self._reach(pieces, odd)
            for first in range(before, odd + 1):
                for last in range(odd, min(first + _WIDEST, after)):
                    text = "".join(reading.skeletons[first : last + 1])
                    if LEAST - 1 <= len(text) <= self._longest + 1:
                        found = self._candidates(text)
                        if found:
                            yield from self._near(reading, text, found, first, last, odd)

    def _odd_ones(self, pieces: Sequence[str]) -> list[int]:
        """Where a word stands that may be a slip: one that no dictionary knows, or a rare one beside a list's own."""
        strange = [
            at for at, piece in enumerate(pieces) if piece not in self._common and not piece.isdecimal()
        ]
        beside = not self._own.isdisjoint([pieces[at] for at in strange])
        return [
            at
            for at in strange
            if len(pieces[at]) > 1
            and pieces[at] not in self._own
            and (beside or not self._ordinary(pieces[at]))
        ]

    def _reach(self, pieces: Sequence[str], odd: int) -> tuple[int, int]:
        """The stretch around the odd word in which every other word is one of some term."""
        first, last = odd, odd + 1
        while first > 0 and odd - first < _WIDEST - 1 and pieces[first - 1] in self._own:
            first -= 1
        while last < len(pieces) and last - odd < _WIDEST and pieces[last] in self._own:
            last += 1
        return first, last

    def _near(
        self, reading: Reading, text: str, keys: Sequence[str], first: int, last: int, odd: int
    ) -> Iterator[Hit]:
        for key in keys:
            at = _edit(text, key)
            if at is not None and self._in_odd_one(reading, at, first, odd):
                for entry in self._entries[key]:
                    if self._odd_one_fits(entry, reading.pieces, first, last, odd):
                        yield Hit(entry, FUZZY)

    @staticmethod
    def _in_odd_one(reading: Reading, at: int, first: int, odd: int) -> bool:
        start = sum(map(len, reading.skeletons[first:odd]))
        end = start + len(reading.skeletons[odd])
        return start - 1 <= at <= end

    def _candidates(self, text: str) -> list[str]:
        size, letter = len(text), text[0]
        half = (size + 1) // 2
        head, tail = text[:half], text[:half:-1]
        found: list[str] = []
        if self._halves.may_begin(size, head):
            for length in (size - 1, size, size + 1):
                _collect(self._forwards.get((length, letter), ()), head, found)
        if self._halves.may_end(size, letter, tail):
            turned: list[str] = []
            for length in (size - 1, size, size + 1):
                _collect(self._backwards.get((length, letter), ()), tail, turned)
            found += [key[::-1] for key in turned]
        return found

    def _odd_one_fits(self, entry: Entry, pieces: Sequence[str], first: int, last: int, odd: int) -> bool:
        """Whether the odd word is not rather a slip in some ordinary word that the term does not have."""
        if last - first + 1 == len(entry.words) and entry.words[odd - first] in self._common:
            return True
        return not self._ordinary(pieces[odd]) and not self._slip_of_ordinary(pieces[odd])

    def _slip_of_ordinary(self, word: str) -> bool:
        cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
        common = self._common
        if any(head + tail[1:] in common for head, tail in cuts if tail):
            return True
        if any(head + tail[1] + tail[0] + tail[2:] in common for head, tail in cuts if len(tail) > 1):
            return True
        return any(
            head + sign + tail in common or (tail and head + sign + tail[1:] in common)
            for head, tail in cuts
            for sign in _ALPHABET
        )


class Halves:
    """Which halves the keys have, as a table of hashes: may err where it says yes, and then costs a look-up."""

    def __init__(self, keys: Collection[str]) -> None:
        self._mask = (1 << (_PLACES * len(keys)).bit_length()) - 1
        self._table = bytearray(self._mask + 1)
        for key in keys:
            turned = key[::-1]
            for size in range(len(key) - 1, len(key) + 2):
                half = (size + 1) // 2
                self._table[hash((size, key[:half])) & self._mask] = 1
                self._table[hash((size, key[0], turned[: size - half - 1])) & self._mask] = 1

    def may_begin(self, size: int, head: str) -> int:
        """Whether a key about as long as a text of this size may begin with the first half of it."""
        return self._table[hash((size, head)) & self._mask]

    def may_end(self, size: int, letter: str, tail: str) -> int:
        """Whether one that begins with this letter may end with the second half, which is given backwards."""
        return self._table[hash((size, letter, tail)) & self._mask]


def _in_buckets(keys: Iterable[str]) -> dict[Bucket, list[str]]:
    buckets: dict[Bucket, list[str]] = {}
    for key in keys:
        buckets.setdefault((len(key), key[0]), []).append(key)
    for same in buckets.values():
        same.sort()
    return buckets


def _backwards(buckets: Mapping[Bucket, Sequence[str]]) -> dict[Bucket, list[str]]:
    return {bucket: sorted(key[::-1] for key in keys) for bucket, keys in buckets.items()}


def _collect(keys: Sequence[str], head: str, found: list[str]) -> None:
    at = bisect_left(keys, head)
    end = min(at + _FEW, len(keys))
    while at < end and keys[at].startswith(head):
        found.append(keys[at])
        at += 1


def _edit(text: str, key: str) -> int | None:
    """Where the one edit between two texts is; None where there is none or more than one."""
    at, shorter = 0, min(len(text), len(key))
    while at < shorter and text[at] == key[at]:
        at += 1
    if len(text) == len(key):
        swapped = text[at : at + 2] == key[at : at + 2][::-1] and text[at + 2 :] == key[at + 2 :]
        return at if at < len(text) and (swapped or text[at + 1 :] == key[at + 1 :]) else None
    more, less = (text, key) if len(text) > len(key) else (key, text)
    return at if more[at + 1 :] == less[at:] else None
