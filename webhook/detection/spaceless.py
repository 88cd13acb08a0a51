"""One overlapping pass over the words run together: finds split, joined, dotted and disguised words at once."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ahocorasick_rs import AhoCorasick, Implementation

from .endings import is_ending, stem
from .entries import EXACT, INFLECTED, JOINED, Entry, Hit
from .tokens import Reading, collapse, letters, repeats

Ordinary = Callable[[str], bool]

_COMPOUND_LEAST = 6  # letters of a term that may stand inside a longer word, as in a hashtag
_COMPOUND_SURE = 7  # from here on also with letters repeated
_COMPOUND_MOST = 80  # letters of a word that is looked into
_MOST_INSIDE = 100  # terms inside words that are looked at in one text; unbounded ones are not counted
_CRUMB = 3  # letters a piece, on average
_STRAY_LETTERS = 2
_LONGEST_ENDING = 4
_PART_LEAST = 3  # letters of an ordinary word beside it


class Layout:
    """Where the pieces of a reading begin and end in its collapsed text; equal letters at a seam are one letter."""

    def __init__(self, reading: Reading, whole: str, text: str) -> None:
        """`whole` are the skeletons of the reading together, `text` is the same collapsed."""
        self.reading = reading
        self.starts: list[int] = []
        self.ends: list[int] = []
        if whole.isascii() and whole.isalpha():
            self._place_letters(whole)
            self.letters = [text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]
        else:
            self.letters = [part if len(part) == 1 else collapse(part) for part in reading.skeletons]
            self._place_parts()
        places = range(len(self.starts))
        self.beginning = dict(zip(self.starts, places, strict=True))
        self.ending = dict(zip(reversed(self.ends), reversed(places), strict=True))

    def _place_letters(self, whole: str) -> None:
        same = repeats(whole)
        read = position = 0
        for skeleton in self.reading.skeletons:
            start = position - (same[read] == 0)
            end = read + len(skeleton)
            position += end - read - same.count(0, read, end)
            self.starts.append(start)
            self.ends.append(position)
            read = end

    def _place_parts(self) -> None:
        position, last = 0, ""
        for part in self.letters:
            start = position - (part[0] == last and last.isalpha())
            position = start + len(part)
            self.starts.append(start)
            self.ends.append(position)
            last = part[-1]

    def holding(self, position: int) -> int:
        """The piece that holds the letter at a position."""
        return bisect_right(self.ends, position)

    def reads(self, place: int, words: Sequence[str]) -> bool:
        """Whether these words stand at a place, or just before it where seams run together."""
        start = self.starts[place]
        while place >= 0 and self.starts[place] == start:
            if self.reading.pieces[place : place + len(words)] == words:
                return True
            place -= 1
        return False


class Spaceless:
    """The automaton over all keys. Immutable; safe to share between threads."""

    def __init__(
        self, keys: Mapping[str, Sequence[Entry]], common: frozenset[str], ordinary: Ordinary
    ) -> None:
        self._entries = list(keys.values())
        self._automaton = (
            AhoCorasick(list(keys), implementation=Implementation.ContiguousNFA) if keys else None
        )
        self._common = common
        self._ordinary = ordinary

    def hits(self, reading: Reading) -> Iterable[Hit]:
        """Every entry whose letters stand at word boundaries of the reading."""
        if self._automaton is None:
            return ()
        whole = "".join(reading.skeletons)
        text = collapse(whole)
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return self._standing(found, Layout(reading, whole, text)) if found else ()

    def _standing(self, found: Iterable[tuple[int, int, int]], layout: Layout) -> Iterator[Hit]:
        settled: set[int] = set()
        inside = 0
        for pattern, start, end in found:
            if pattern in settled:
                continue
            if start not in layout.beginning and self._entries[pattern][0].bounded:
                inside += 1
                if inside > _MOST_INSIDE:
                    continue
            exact = True
            for entry in self._entries[pattern]:
                tier = self._tier(entry, layout, start, end)
                exact = exact and tier == EXACT
                if tier is not None:
                    yield Hit(entry, tier)
            if exact:
                settled.add(pattern)

    def _tier(self, entry: Entry, layout: Layout, start: int, end: int) -> int | None:
        if not entry.bounded:
            return EXACT
        first, last = layout.beginning.get(start), layout.ending.get(end)
        if entry.exact_only:
            return EXACT if first is not None and layout.reads(first, entry.words) else None
        if first is None:
            return self._compound(layout, start, end, entry)
        if last is not None:
            return self._whole(entry, layout, first, max(first, last))
        last = layout.holding(end - 1)
        cut = end - layout.starts[last]
        if is_ending(layout.letters[last][cut:], layout.letters[last][:cut], entry.language):
            return self._inflected(entry, layout.reading.pieces[first : last + 1])
        return self._compound(layout, start, end, entry)

    def _whole(self, entry: Entry, layout: Layout, first: int, last: int) -> int | None:
        if layout.reads(first, entry.words):
            return EXACT
        pieces = layout.reading.pieces[first : last + 1]
        if not alike("".join(pieces), entry):
            return None
        if layout.letters[first : last + 1] == [collapse(letters(own)) for own in entry.words]:
            pairs = zip(pieces, entry.words, strict=True)
            foreign = any(piece != own and self._ordinary(piece) for piece, own in pairs)
            return None if foreign else EXACT
        return None if self._innocent(pieces, entry) else JOINED

    def _innocent(self, pieces: Sequence[str], entry: Entry) -> bool:
        """Whether words that only together make a term are words of their own: one an ordinary, several common ones.

        A letter or two between words, as apostrophes leave them, make no word suspicious; many crumbs do.
        """
        if len(pieces) == 1:
            return self._ordinary(pieces[0])
        if len(pieces) >= len(entry.words) + 2 and sum(map(len, pieces)) <= _CRUMB * len(pieces):
            return False
        longer = [piece for piece in pieces if len(piece) > 1]
        few_letters = len(pieces) - len(longer) <= _STRAY_LETTERS
        return (
            bool(longer)
            and few_letters
            and all(piece in self._common or piece.isdecimal() for piece in longer)
        )

    def _inflected(self, entry: Entry, pieces: Sequence[str]) -> int | None:
        last, own, joined = pieces[-1], entry.words[-1], "".join(pieces)
        if not any(alike(joined[:-size], entry) for size in range(1, _LONGEST_ENDING + 1)):
            return None
        if len(pieces) == 1:
            return None if self._ordinary(last) and not is_plural(last, own) else INFLECTED
        if len(pieces) == len(entry.words):
            return None if self._ordinary(last) and stem(last) != stem(own) else INFLECTED
        return None if self._innocent(pieces, entry) else JOINED

    def _compound(self, layout: Layout, start: int, end: int, entry: Entry) -> int | None:
        place = layout.holding(start)
        if end - start < _COMPOUND_LEAST or end > layout.ends[place]:
            return None
        piece, offset = layout.reading.pieces[place], layout.starts[place]
        if len(piece) > _COMPOUND_MOST or self._ordinary(piece):
            return None
        kept = _uncollapsed(layout.reading.skeletons[place])
        before, after = piece[: kept[start - offset]], piece[kept[end - offset] :]
        within = piece[len(before) : len(piece) - len(after)]
        if not alike(within, entry) or (end - start < _COMPOUND_SURE and within != "".join(entry.words)):
            return None
        return JOINED if all(not part or self._made_of_words(part) for part in (before, after)) else None

    def _made_of_words(self, part: str) -> bool:
        if part.isdecimal():
            return True
        cuts = range(_PART_LEAST, len(part) - _PART_LEAST + 1)
        whole = len(part) >= _PART_LEAST and part in self._common
        return whole or any(part[:cut] in self._common and part[cut:] in self._common for cut in cuts)


def alike(text: str, entry: Entry) -> bool:
    """Whether plain letters are those of the entry but for repeats, or for `i` and `l`; others are not judged."""
    own = "".join(entry.words)
    if entry.varied or not (text.isascii() and text.isalpha() and own.isascii()):
        return True
    return collapse(text) == collapse(own) or text.replace("l", "i") == own.replace("l", "i")


def _uncollapsed(skeleton: str) -> list[int]:
    """Where in a skeleton each letter of its collapsed form begins, and its end."""
    return [
        at for at, sign in enumerate(skeleton) if at == 0 or sign != skeleton[at - 1] or sign.isdecimal()
    ] + [len(skeleton)]


def is_plural(word: str, own: str) -> bool:
    """Whether an ordinary word is the plain plural of an ordinary term."""
    return word in (own + "s", own + "es")


def by_key(pairs: Iterable[tuple[str, Entry]]) -> dict[str, list[Entry]]:
    """Entries under each key; an entry stands once under a key."""
    keys: dict[str, list[Entry]] = {}
    for key, entry in pairs:
        known = keys.setdefault(key, [])
        if entry not in known:
            known.append(entry)
    return keys
