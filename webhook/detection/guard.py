"""Which words are ordinary: what keeps the innocent free where their words resemble a term.

Behind it stands a filter of about a million words of forty languages that holds none of them (`fuse`): an
ordinary word is never missed, another one is taken for ordinary once in 65,000 times. 2.3 MB in memory.
"""

import gzip
from collections.abc import Sequence
from functools import cache
from hashlib import blake2s
from importlib.resources import files

from .fuse import KEY_BYTES, Fuse

ORDINARY, WITHHELD = "ordinary.fuse", "withheld.fuse"
COMMON = "common.txt.gz"


class Words:
    """A set of words as a filter. The hash of a word is blake2s with the filter's seed as its salt."""

    def __init__(self, fuse: Fuse) -> None:
        self._start = blake2s(digest_size=KEY_BYTES, salt=salt(fuse.seed))
        self._contains = fuse.contains

    def __contains__(self, word: str) -> bool:
        state = self._start.copy()
        state.update(word.encode("utf-8", "replace"))
        return self._contains(state.digest())


def is_ordinary(folded_word: str) -> bool:
    """Whether a word, folded, is an ordinary one of any language known here; never so for a single letter."""
    return len(folded_word) > 1 and folded_word in _ordinary()


def common_words() -> Sequence[str]:
    """The most frequent words, folded, of all languages together, most frequent first; none of them vulgar."""
    return tuple(gzip.decompress(_file(COMMON)).decode("utf-8").splitlines())


def digest(word: str, seed: int) -> bytes:
    """The key of a word in a filter of words."""
    return blake2s(word.encode("utf-8", "replace"), digest_size=KEY_BYTES, salt=salt(seed)).digest()


def salt(seed: int) -> bytes:
    """A filter's seed as blake2s takes it."""
    return seed.to_bytes(8, "little")


@cache
def _ordinary() -> Words:
    return Words(Fuse.from_bytes(_file(ORDINARY)))


def _file(name: str) -> bytes:
    return files(__package__).joinpath("tables", name).read_bytes()
