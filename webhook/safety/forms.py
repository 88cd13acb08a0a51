"""Names and places in the clear forms in which people give them: "my name is …", "I live in …", "… School".

Also names on other services ("my insta is …"), and what one language says in front of accounts and dates of birth.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from webhook.safety.numbers import Told
from webhook.safety.spans import Span

_MARKS = "\u064b-\u065f\u0900-\u0963\u0970-\u0dff"  # vowel signs, which Python takes for no part of a word
_WORD = re.compile(rf"[^\W_][\w{_MARKS}'’-]*")
_HANDLE = re.compile(r"[@_]?\w[\w.-]*\w")
_LONGEST_HANDLE = 44  # characters
_BETWEEN = re.compile(r"[ \t.]{0,3}")
_BETWEEN_PLACES = re.compile(r"[ \t.,]{0,3}")
_POSTCODE = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?!\w)", re.IGNORECASE)

_MOST_LARGE = 8  # words of a name or place written with a capital or as a number
_MOST_SMALL = 2  # words of one written small


class Forms:
    """The forms of one language, from the `redact` part of its data/safety/ file."""

    def __init__(self, redact: Mapping[str, Sequence[str]]) -> None:
        self._name = _after(redact["name"])
        self._place = _after(redact["place"])
        self._goes_to = _after(redact["goes_to"])
        self._handle = _lead(redact["handle"])
        self._name_before = _behind(redact.get("name_before", ()))
        self._place_before = _behind(redact.get("place_before", ()))
        self._schools = frozenset(redact["school"])
        self._school = re.compile(rf"(?<!\w)(?:{'|'.join(redact['school'])})(?!\w)", re.IGNORECASE)
        self._stop = frozenset(redact["stop"])
        self._no_handle = self._stop | frozenset(redact["handle_stop"])
        self.told = Told(_lead(redact["account"]), _lead(redact["birth"]), redact["month"])

    def names(self, text: str) -> Iterator[Span]:
        for lead in self._name.finditer(text):
            yield from self._span(text, lead.end(), _BETWEEN, _MOST_SMALL, "name")
        yield from self._in_front(text, self._name_before, "name")

    def handles(self, text: str) -> Iterator[Span]:
        for lead in self._handle.finditer(text):
            found = _HANDLE.search(text, lead.end(), lead.end() + _LONGEST_HANDLE)
            if found and self._is_handle(text[lead.end() : found.start()], found[0]):
                yield Span(*found.span(), "handle")

    def places(self, text: str) -> Iterator[Span]:
        for lead in self._place.finditer(text):
            yield from self._span(text, lead.end(), _BETWEEN_PLACES, _MOST_SMALL, "place")
        for lead in self._goes_to.finditer(text):
            yield from self._span(text, lead.end(), _BETWEEN, 0, "place")
        for school in self._school.finditer(text):
            yield from self._before(text, school.start())
        yield from self._in_front(text, self._place_before, "place")
        for code in _POSTCODE.finditer(text):
            yield Span(*code.span(), "place")

    def _span(self, text: str, start: int, between: re.Pattern[str], small: int, kind: str) -> Iterator[Span]:
        """The words from `start` that belong to a name: large ones, or at most `small` small ones."""
        end, count, at = start, 0, start
        while count < _MOST_LARGE and (word := _WORD.match(text, at)):
            large = _is_large(word[0])
            if self._folded(word[0]) in self._stop or not (large or count < small):
                break
            end, count = word.end(), count + 1
            gap = (between if large else _BETWEEN).match(text, end)
            at = gap.end() if gap else end
        if end > start:
            yield Span(start, end, kind)

    def _before(self, text: str, school: int) -> Iterator[Span]:
        """The large words right before a school's last word."""
        words = list(_WORD.finditer(text, max(0, school - 80), school))
        start = end = school
        for word in reversed(words[-_MOST_LARGE + 1 :]):
            if (
                text[word.end() : start].strip()
                or not _is_large(word[0])
                or self._folded(word[0]) in self._stop
            ):
                break
            start, end = word.start(), max(end if end < school else 0, word.end())
        if start < school:
            yield Span(start, end, "place")

    def _is_handle(self, between: str, word: str) -> bool:
        return not between.strip(" \t:=-") and self._folded(word) not in self._no_handle

    def _in_front(self, text: str, behind: re.Pattern[str] | None, kind: str) -> Iterator[Span]:
        """The word right in front of a form that stands behind a name."""
        for found in behind.finditer(text) if behind else ():
            word = next(reversed(list(_WORD.finditer(text, max(0, found.start() - 40), found.start()))), None)
            if word and self._folded(word[0]) not in self._stop:
                yield Span(*word.span(), kind)

    def _folded(self, word: str) -> str:
        return word.casefold().replace("'", "").replace("’", "")


def _after(leads: Sequence[str]) -> re.Pattern[str]:
    """Any of the leads with what stands between it and the name; an apostrophe may stand anywhere."""
    return re.compile(rf"(?<!\w)(?:{_any(leads)})[\s:]{{1,3}}", re.IGNORECASE)


def _lead(leads: Sequence[str]) -> re.Pattern[str]:
    """Any of the leads as whole words."""
    return re.compile(rf"(?<!\w)(?:{_any(leads)})(?![\w{_MARKS}])", re.IGNORECASE)


def _behind(forms: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(rf"\s{{1,3}}(?:{_any(forms)})(?![\w{_MARKS}])", re.IGNORECASE) if forms else None


def _any(forms: Sequence[str]) -> str:
    return "|".join(sorted((_loosely(form) for form in forms), key=len, reverse=True))


def _loosely(lead: str) -> str:
    return r"\s{1,3}".join("['’]?".join(map(re.escape, word)) for word in lead.split())


def _is_large(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()
