"""Songs, films and books by their titles: what stands in quotation marks beside such a word is nobody's own wish."""

import re
from collections.abc import Collection, Iterable, Mapping

_QUOTED = re.compile(r"[\"“„«”]([^\"“”„«»\n]{1,60})[\"”“»]")
_WORD = re.compile(r"[^\s.,;:!?()\"“”„«»]+")
_NEAR = 40  # characters
_WORDS = 3


class Titles:
    """The words of all languages that stand beside a title."""

    def __init__(self, told: Iterable[Mapping[str, Collection[str]]]) -> None:
        """Each of `told` lists `of`, words such as song, and `own`, words that make it the visitor's own."""
        listed = list(told)
        self._of = frozenset(word for one in listed for word in one["of"])
        self._own = frozenset(word for one in listed for word in one["own"])

    def left_out(self, text: str) -> str:
        """The text with a comma for each quotation beside a word of `of`, unless one of `own` stands there."""
        if not _QUOTED.search(text):
            return text
        parts, last = [], 0
        for quoted in _QUOTED.finditer(text):
            near = _near(text, *quoted.span())
            if not near.isdisjoint(self._of) and near.isdisjoint(self._own):
                parts += [text[last : quoted.start()], ", "]
                last = quoted.end()
        return "".join([*parts, text[last:]])


def _near(text: str, start: int, end: int) -> set[str]:
    before = _WORD.findall(text[max(0, start - _NEAR) : start].casefold())[-_WORDS:]
    after = _WORD.findall(text[end : end + _NEAR].casefold())[:_WORDS]
    return {*before, *after}
