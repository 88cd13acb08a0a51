"""Words that are spelled as a game, read as the words of one language that they stand for."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property

from webhook.detection.folding import words as folded
from webhook.detection.tokens import collapse, letters, readings
from webhook.safety.folding import STOP

_MASK = re.compile(r"[*#_]")
_SHORTEST_MASKED = 3  # letters
_SHORTEST_RUN = 8  # letters of two words written as one
_SHORTEST_PARTED = 4  # letters, where others stood apart
_LONGEST_RUN = 400
_LONGEST_WORD = 20
_UNKNOWN = 10  # what a letter of no known word costs, where a known word costs 1


class Chunk:
    """What stood between two spaces, and the ways to read it; the same for every language."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.words = [STOP] if written == STOP else folded(written)
        self.is_plain = self.words == [STOP] or (
            len(self.words) == 1 and written.isalpha() and written.isascii()
        )

    @cached_property
    def shapes(self) -> list[str]:
        """The skeletons of all its ways to be read, each as one word."""
        return ["".join(reading.skeletons) for reading in readings(self.words)]

    @cached_property
    def shapes_collapsed(self) -> list[str]:
        """The same without doubled letters."""
        return [collapse(shape) for shape in self.shapes]

    @cached_property
    def parts(self) -> "list[Chunk]":
        """Its words, where it has several and not only single letters."""
        several = len(self.words) > 1 and any(len(word) > 1 for word in self.words)
        return [Chunk(word) for word in self.words] if several else []

    @cached_property
    def mask(self) -> re.Pattern[str] | None:
        """The shape of a word of which letters are hidden behind signs."""
        written = self.written.casefold()
        if not _MASK.search(written) or not _SHORTEST_MASKED <= len(written) <= _LONGEST_WORD:
            return None
        letters_shown = sum(map(str.isalpha, written))
        if letters_shown * 2 < len(written) or not written[0].isalpha():
            return None
        return re.compile("".join("." if _MASK.match(sign) else re.escape(sign) for sign in written))


class Mending:
    """The words that the phrases of one language name. Keeps nothing of a text."""

    def __init__(self, known: Collection[str], fillers: Collection[str]) -> None:
        self._known = {word: word for word in sorted({*known, *fillers} - {STOP})}
        self._by_letters = _first(self._known, letters)
        self._by_collapsed = _first(self._known, lambda word: collapse(letters(word)))
        self._by_doubles = _first(self._known, collapse)
        self._alike: dict[tuple[int, str], list[str]] = {}
        for word in self._known:
            self._alike.setdefault((len(word), word[0]), []).append(word)

    def plain(self, word: str) -> list[str]:
        """A word as it was written, or without its doubled letters, or parted in known words."""
        if word in self._known or len(word) < 4:
            return [word]
        same = self._by_doubles.get(collapse(word))
        if same:
            return [same]
        return (len(word) >= _SHORTEST_RUN and self._parted(word, self._known, whole=True)) or [word]

    def spelled(self, chunk: Chunk) -> list[str]:
        """A chunk with signs or digits for letters, or of letters that stood apart."""
        own = chunk.words
        if len(own) == 1 and (own[0] in self._known or own[0].isdecimal()):
            return own
        if chunk.is_plain:
            return (len(own[0]) >= _SHORTEST_PARTED and self._parted(own[0], self._known, whole=True)) or own
        found = self._masked(chunk) or self._seen(chunk)
        if found:
            return [found]
        if chunk.parts:
            return [word for part in chunk.parts for word in self.spelled(part)]
        return self._run(chunk) or own

    def _masked(self, chunk: Chunk) -> str | None:
        mask = chunk.mask
        if mask is None:
            return None
        alike = self._alike.get((len(chunk.written), chunk.written[0].casefold()), ())
        return next((word for word in alike if mask.fullmatch(word)), None)

    def _seen(self, chunk: Chunk) -> str | None:
        for shape, collapsed in zip(chunk.shapes, chunk.shapes_collapsed, strict=True):
            found = self._by_letters.get(shape) or self._by_collapsed.get(collapsed)
            if found and len(shape) > 2:
                return found
        return None

    def _run(self, chunk: Chunk) -> list[str]:
        shape = chunk.shapes[min(1, len(chunk.shapes) - 1)] if chunk.shapes else ""
        return self._parted(shape, self._by_letters, whole=False)

    def _parted(self, text: str, table: Mapping[str, str], *, whole: bool) -> list[str]:
        """The fewest known words that make up the text; where not `whole`, letters between them may be lost."""
        if len(text) > _LONGEST_RUN:
            return []
        best: list[tuple[int, int]] = [(0, 0)]
        for end in range(1, len(text) + 1):
            cost, start = (best[end - 1][0] + (10**6 if whole else _UNKNOWN)), end - 1
            for begin in range(max(0, end - _LONGEST_WORD), end):
                if best[begin][0] + 1 < cost and text[begin:end] in table:
                    cost, start = best[begin][0] + 1, begin
            best.append((cost, start))
        lost = len(text) if whole else len(text) * _UNKNOWN // 2
        return [] if best[-1][0] >= lost else _traced(text, best, table)


def _traced(text: str, best: list[tuple[int, int]], table: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    end = len(text)
    while end:
        start = best[end][1]
        found.append(table.get(text[start:end], text[start:end]))
        end = start
    return found[::-1]


def _first(known: Iterable[str], shape: Callable[[str], str]) -> dict[str, str]:
    """Each word under its shape; where several share one, the first of the alphabet."""
    found: dict[str, str] = {}
    for word in known:
        found.setdefault(shape(word), word)
    return found
