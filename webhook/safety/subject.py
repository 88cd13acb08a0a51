"""Whose life a phrase speaks of: the visitor's own or another person's."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from webhook.safety.folding import STOP

Subject = Literal["self", "other"]

_BEFORE = 8  # words


class Subjects:
    """The words of one language that tell who is spoken of."""

    def __init__(self, told: Mapping[str, Sequence[str]], fold: Callable[[str], str]) -> None:
        """`told` lists the words of `self` and of `other`."""
        self._self = frozenset(map(fold, told["self"]))
        self._other = frozenset(map(fold, told["other"]))

    def of(self, words: Sequence[str], first: int, last: int) -> Subject:
        """The nearest telling word in the phrase from `first` to before `last`, or before it; else oneself."""
        for place in range(last - 1, max(-1, first - _BEFORE - 1), -1):
            if words[place] == STOP and place < first:
                break
            if words[place] in self._self:
                return "self"
            if words[place] in self._other:
                return "other"
        return "self"
