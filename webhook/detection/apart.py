"""Terms whose words stand with other endings, in another order, or with foreign words between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from .endings import stem
from .entries import INFLECTED, ORDER, Entry, Hit
from .spaceless import Ordinary
from .tokens import Reading, collapse
from .vocabulary import LEFT


class Apart:
    """Entries of several words under the stem of their rarest word. Immutable."""

    def __init__(self, entries: Iterable[tuple[str, Entry]], ordinary: Ordinary) -> None:
        """`entries` are (rarest stem, entry)."""
        self._by_stem: dict[str, list[Entry]] = {}
        for rarest, entry in entries:
            self._by_stem.setdefault(rarest, []).append(entry)
        self._ordinary = ordinary

    def hits(self, reading: Reading, stems: Sequence[str]) -> Iterable[Hit]:
        """Every entry whose stems stand near one another; `stems` are those of the reading's pieces."""
        return () if self._by_stem.keys().isdisjoint(stems) else self._near(reading, stems)

    def _near(self, reading: Reading, stems: Sequence[str]) -> Iterator[Hit]:
        by_stem = self._by_stem
        present = frozenset(stems)
        for place, found in enumerate(stems):
            if found not in by_stem:
                continue
            for entry in by_stem[found]:
                if not present.issuperset(entry.stems):
                    continue
                tier = self._tier(entry, reading.pieces, stems, place)
                if tier is not None:
                    yield Hit(entry, tier)

    def _tier(self, entry: Entry, pieces: Sequence[str], stems: Sequence[str], place: int) -> int | None:
        size = len(entry.stems)
        for start in range(max(0, place - size + 1), place + 1):
            if tuple(stems[start : start + size]) == entry.stems:
                same = range(start, start + size)
                return INFLECTED if self._own(entry, [pieces[at] for at in same], entry.words) else None
        if size > 1 and (entry.any_order or entry.gap):
            return self._loose(entry, pieces, stems, place)
        return None

    def _loose(self, entry: Entry, pieces: Sequence[str], stems: Sequence[str], place: int) -> int | None:
        width = len(entry.stems) + entry.gap
        for start in range(max(0, place - width + 1), place + 1):
            places = _places(entry, stems, start, min(start + width, len(stems)))
            if places and self._own(entry, [pieces[at] for at in places], entry.words):
                return ORDER
        return None

    def _own(self, entry: Entry, pieces: Sequence[str], words: Sequence[str]) -> bool:
        """An ordinary word must be the term's own, or that one with another ending."""
        return all(
            piece == own or stem(piece) == stem(own) or not self._ordinary(piece)
            for piece, own in zip(pieces, words, strict=True)
        )


def _places(entry: Entry, stems: Sequence[str], start: int, end: int) -> list[int] | None:
    """Where each stem of the entry stands between start and end, each place taken once."""
    places: list[int] = []
    after = start
    for wanted in entry.stems:
        found = next((at for at in range(after, end) if stems[at] == wanted and at not in places), None)
        if found is None:
            return None
        places.append(found)
        if not entry.any_order:
            after = found + 1
    return places


def stems_of(reading: Reading) -> tuple[str, ...]:
    """The stem of each piece of a reading, in their order."""
    return tuple([collapse(stem(skeleton)) for skeleton in reading.skeletons])


def stems_of_plain(plain: Reading, common: Mapping[str, str], own: Mapping[str, str]) -> tuple[str, ...]:
    """The same of a plain reading; the stems of the common words and of the lists' own need no work."""
    found = zip(map(common.get, plain.pieces), plain.pieces, plain.skeletons, strict=True)
    return tuple([known or own.get(piece) or collapse(stem(skeleton)) for known, piece, skeleton in found])


def rarest(
    pieces: Sequence[str], stems: Sequence[str], rank: Mapping[str, int], own: Mapping[str, int]
) -> int:
    """The place of the word that ordinary text (`rank`), then the lists (`own`, how often), hold least.

    A letter, or what an apostrophe leaves, is taken only if there is no other.
    """
    telling = [at for at, piece in enumerate(pieces) if len(piece) > 1 and piece not in LEFT]
    return max(
        telling or range(len(pieces)),
        key=lambda at: (rank.get(stems[at], 1 << 30), -own[stems[at]], stems[at]),
    )
