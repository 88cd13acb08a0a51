"""Words that are ordinary in a corpus and in nobody's list of ordinary words: vulgar ones and slurs.

They come from public lists in a folder that whoever builds the table brings along; the repository keeps their
hashes only, as a filter. A word of one list alone is often a slip of the list where it is frequent in some
language, and one that a list itself doubts all the more: such a word is doubtful, a very frequent one is let go.
So it is with one that is ten times as frequent in a language whose lists don't have it.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ..folding import words
from ..fuse import Fuse, build
from ..guard import WITHHELD, Words, digest
from ..indic import romanise

BITS = 20
ENDINGS = ("s", "es", "ed", "d", "er", "ers", "ing", "in", "y", "n", "e", "a", "i", "o", "en")
SHORTEST = 4  # letters that must be left when an ending is taken away
WITHIN = 6  # letters; shorter ones stand in many an innocent word
INFLECTED_BELOW, FREQUENT, VERY_FREQUENT = 4.0, 4.5, 5.2  # Zipf scale: 10, 32 and 158 in a million words
_DOUBTFUL = "?"  # before a doubtful word in the filter; folding leaves no such sign

Frequency = Callable[[str], Mapping[str, float]]


class Withheld:
    """Asks the filter of withheld words."""

    def __init__(self, kept: Words) -> None:
        self._kept = kept

    def surely(self, word: str, frequency: float) -> bool:
        """Whether a folded word is withheld beyond doubt, itself or, where it is not frequent, without an ending."""
        return word in self._kept or (frequency < INFLECTED_BELOW and self._with_ending(word))

    def _with_ending(self, word: str) -> bool:
        return any(
            word.endswith(ending)
            and len(word) - len(ending) >= SHORTEST
            and word[: -len(ending)] in self._kept
            for ending in ENDINGS
        )

    def perhaps(self, word: str) -> bool:
        """Whether a folded word is doubtful, or one that is withheld stands in it."""
        if word in self._kept or _DOUBTFUL + word in self._kept:
            return True
        if any(word[:end] in self._kept for end in range(max(SHORTEST, len(word) - 3), len(word))):
            return True
        starts = range(len(word) - WITHIN + 1)
        return any(word[a:b] in self._kept for a in starts for b in range(a + WITHIN, len(word) + 1))


def read(folder: Path) -> Withheld:
    """The withheld words as `folder` keeps them."""
    return Withheld(Words(Fuse.from_bytes((folder / WITHHELD).read_bytes())))


def write(folder: Path, lists: Path, frequency: Frequency) -> int:
    """Write the filter of the words in `lists`; how many. `frequency` gives a word's, by language, Zipf scale.

    A list is a file SOURCE-LANGUAGE.txt of one word a line; those of the source `doubt` are doubtful.
    """
    found: dict[str, set[tuple[str, str]]] = {}
    for file in sorted(lists.glob("*.txt")):
        source, _, language = file.stem.partition("-")
        for word in _words(file.read_text("utf-8").splitlines()):
            found.setdefault(word, set()).add((source, language.partition("_")[0]))
    keys = [key for word, by in found.items() if (key := _key(word, by, frequency(word)))]
    filtered = build(lambda seed: (digest(key, seed) for key in keys), BITS)
    (folder / WITHHELD).write_bytes(filtered.to_bytes())
    return filtered.keys


def _key(word: str, by: set[tuple[str, str]], frequency: Mapping[str, float]) -> str | None:
    sources, listed = {source for source, _ in by}, {language for _, language in by}
    own = max((frequency.get(language, 0.0) for language in listed), default=0.0)
    elsewhere = max((often for language, often in frequency.items() if language not in listed), default=0.0)
    if elsewhere >= max(FREQUENT, own + 1):  # an everyday word of another language
        english = {source for source, language in by if language == "en"} - {"doubt"}
        return _DOUBTFUL + word if elsewhere < VERY_FREQUENT or len(english) > 1 else None
    if len(sources - {"doubt"}) > 1 or (sources != {"doubt"} and own < FREQUENT):
        return word
    return _DOUBTFUL + word if own < VERY_FREQUENT else None


def _words(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        folded = words(line)
        if len(folded) == 1 and len(folded[0]) > 1:
            yield folded[0]
            yield romanise(folded[0])
