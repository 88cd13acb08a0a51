"""Words that are spelled as a game, read as the words of one language that they stand for."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from webhook.detection.folding import words as folded
from webhook.detection.tokens import collapse, letters, readings
from webhook.safety.folding import STOP

_MASK = re.compile(r"[*#_]")
_SHORTEST_MASKED = 3  # letters
_SHORTEST_RUN = 8  # letters of two words written as one
_LONGEST_RUN = 400
_LONGEST_WORD = 20
_UNKNOWN = 10  # what a letter of no known word costs, where a known word costs 1


class Mending:
    """The words that the phrases of one language name. Keeps nothing of a text."""

    def __init__(self, known: Collection[str], fillers: Collection[str]) -> None:
        self._known = {word: word for word in sorted({*known, *fillers} - {STOP})}
        self._by_letters = _first(self._known, letters)
        self._by_collapsed = _first(self._known, lambda word: collapse(letters(word)))
        self._by_doubles = _first(self._known, collapse)
        self._by_length: dict[int, list[str]] = {}
        for word in self._known:
            self._by_length.setdefault(len(word), []).append(word)

    def plain(self, word: str) -> list[str]:
        """A word as it was written, or without its doubled letters, or parted in known words."""
        if word in self._known or len(word) < 4:  # noqa: PLR2004
            return [word]
        same = self._by_doubles.get(collapse(word))
        if same:
            return [same]
        return (len(word) >= _SHORTEST_RUN and self._parted(word, self._known, whole=True)) or [word]

    def spelled(self, chunk: str) -> list[str]:
        """A chunk with signs or digits for letters, or of letters that stood apart."""
        if chunk == STOP:
            return [STOP]
        own = folded(chunk)
        if len(own) == 1 and (own[0] in self._known or own[0].isdecimal()):
            return own
        found = self._masked(chunk) or self._seen(own)
        if found:
            return [found]
        if len(own) > 1 and any(len(word) > 1 for word in own):
            return [part for word in own for part in self.spelled(word)]
        return self._run(own)

    def _masked(self, chunk: str) -> str | None:
        if not _MASK.search(chunk) or not _SHORTEST_MASKED <= len(chunk) <= _LONGEST_WORD:
            return None
        shape = re.compile(_MASK.sub(".", re.escape(_MASK.sub("*", chunk.casefold())).replace("\\", "")))
        if sum(map(str.isalpha, chunk)) < len(chunk) / 2:
            return None
        return next((word for word in self._by_length.get(len(chunk), ()) if shape.fullmatch(word)), None)

    def _seen(self, own: list[str]) -> str | None:
        for reading in readings(own):
            joined = "".join(reading.skeletons)
            found = self._by_letters.get(joined) or self._by_collapsed.get(collapse(joined))
            if found and len(joined) > 2:  # noqa: PLR2004
                return found
        return None

    def _run(self, own: list[str]) -> list[str]:
        joined = ["".join(reading.skeletons) for reading in readings(own)]
        return self._parted(joined[-1 if len(joined) < 3 else 1], self._by_letters, whole=False) or own  # noqa: PLR2004

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


