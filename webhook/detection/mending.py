"""Words in which signs were starred out, or letters replaced by others that look or sound alike."""

from collections.abc import Iterator, Sequence

from .spaceless import Ordinary
from .tokens import letters

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_MOST_STARS = 2
_LEAST, _LONGEST = 4, 64  # letters

# Written, and what may have been meant: two letters drawn as one, then two spellings of one sound.
_MEANT = tuple(
    tuple(pair.split(">"))
    for pair in (
        "nn>m rn>m vv>w cl>d lt>h lc>k ri>n lo>b q>g v>u j>i "
        "k>c c>k q>k z>s s>z ks>x x>ks ph>f f>ph y>i i>y oo>u oh>o ah>a eh>e wh>w d>t t>d"
    ).split()
)


class Mender:
    """Knows the words of the lists and the common words. Immutable."""

    def __init__(self, own: frozenset[str], common: frozenset[str], ordinary: Ordinary) -> None:
        self._own = {letters(word): word for word in own}
        self._common = common
        self._ordinary = ordinary

    def mended(self, words: Sequence[str]) -> list[str] | None:
        """Folded words with every strange one replaced by the first known word it may stand for, or None."""
        common = self._common
        mended = [word if word in common or self._known(word) else self._meant(word) for word in words]
        return mended if mended != list(words) and not common.issuperset(mended) else None

    def _known(self, word: str) -> bool:
        return not _LEAST <= len(word) <= _LONGEST or letters(word) in self._own

    def _meant(self, word: str) -> str:
        candidates = list(_unstarred(word)) if "*" in word else []
        if not candidates and word.isalpha() and word.isascii() and not self._ordinary(word):
            candidates = _alike(word)
        own, common = self._own, self._common
        for spelled in map(letters, candidates):
            if spelled in own:
                return own[spelled]
        return word if common.isdisjoint(candidates) else next(filter(common.__contains__, candidates))


def _unstarred(word: str) -> Iterator[str]:
    stars = word.count("*")
    if stars > _MOST_STARS or not word.replace("*", "").isalpha():
        return
    for first in _ALPHABET:
        once = word.replace("*", first, 1)
        if stars == 1:
            yield once
        else:
            yield from (once.replace("*", second, 1) for second in _ALPHABET)


def _alike(word: str) -> list[str]:
    """The word with all the signs of a pair replaced, then with one at a time."""
    found: list[str] = []
    for written, meant in _MEANT:
        if written not in word:
            continue
        found.append(word.replace(written, meant))
        at = word.find(written)
        if word.find(written, at + 1) < 0:
            continue
        while at >= 0:
            found.append(word[:at] + meant + word[at + len(written) :])
            at = word.find(written, at + 1)
    return found
