"""What the linear model sees of a text: the set of its words' beginnings, ends and middles, as numbers of buckets."""

import zlib
from collections.abc import Iterator

from ..folding import fold

SHORTEST, LONGEST = 3, 5
"""Characters of an n-gram; a word counts with a space before and behind it."""

_SPREAD = 0x9E3779B1  # 2**32 over the golden ratio: CRC-32 alone does not spread short pieces


def buckets(folded: str, bits: int) -> set[int]:
    """The buckets (0 up to 2**bits - 1) of a folded text. The same on every machine and in every run; keeps nothing."""
    shift = 32 - bits
    return {
        (zlib.crc32(piece.encode("utf-8", "surrogatepass")) * _SPREAD & 0xFFFFFFFF) >> shift
        for word in folded.split()
        for piece in _pieces(f" {word} ")
    }


def folding_mark() -> int:
    """A number that changes with the folding, for a model is worth nothing under another one."""
    probe = "Ａb©đ ſtraße Ŀ1 naïve\u200b q.u.o.r.l 4nd %41 &amp; дом मेरा क़लम １２ ɢʀᴀʏ"
    return zlib.crc32(fold(probe).encode("utf-8", "surrogatepass"))


def _pieces(padded: str) -> Iterator[str]:
    for size in range(SHORTEST, LONGEST + 1):
        for at in range(max(1, len(padded) - size + 1)):
            yield padded[at : at + size]
