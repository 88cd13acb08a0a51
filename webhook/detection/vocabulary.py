"""Which words are ordinary: the common ones as a set, a million more in a filter that cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from .endings import stem
from .guard import common_words, is_ordinary
from .tokens import collapse, letters

LEFT = frozenset(
    "a i s t d m ll re ve".split()
)  # words, or what apostrophes leave; nothing is spelt in these
_FREQUENT = {2: 2_000, 3: 15_000}  # so short a string is a word only if it is among so many most frequent
_GUARDED = 3  # letters: shorter words are ordinary only where they are common


@dataclass(frozen=True)
class Vocabulary:
    """`common` words are known by name, most of them with their stem; `ordinary()` also knows the rarer ones."""

    common: frozenset[str] = field(repr=False)
    stems: Mapping[str, str] = field(repr=False)

    def ordinary(self, piece: str) -> bool:
        """Whether a folded word is one of any language's own, or a number."""
        if piece in self.common or piece.isdecimal():
            return True
        return len(piece) >= _GUARDED and is_ordinary(piece)

    def by_stem(self) -> Mapping[str, list[str]]:
        """The common words that have a stem, most frequent first; made anew, for compiling only."""
        found: dict[str, list[str]] = {}
        for word, its_stem in self.stems.items():
            found.setdefault(its_stem, []).append(word)
        return found


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The ordinary words of the languages shipped; read once a process."""
    ranked = enumerate(common_words())
    common = [word for rank, word in ranked if rank < _FREQUENT.get(len(word), rank + 1)]
    stems = {word: collapse(stem(letters(word))) for word in common}
    return Vocabulary(LEFT | stems.keys(), stems)
