"""Stretches of a text that are to be taken out."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Span(NamedTuple):
    """`kind` is phone, email, link, card, handle, birth, name or place."""

    start: int
    end: int
    kind: str


def take_out(text: str, spans: Iterable[Span], marks: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The text with a mark for each span, and the kinds taken out. Overlapping spans are one, of the first kind."""
    parts: list[str] = []
    last = 0
    whole = _merged(sorted(spans, key=lambda span: span.start))
    for span in whole:
        parts += [text[last : span.start], marks[span.kind]]
        last = span.end
    return "".join([*parts, text[last:]]), tuple(dict.fromkeys(span.kind for span in whole))


def _merged(spans: Iterable[Span]) -> list[Span]:
    whole: list[Span] = []
    for span in spans:
        if whole and span.start < whole[-1].end:
            whole[-1] = whole[-1]._replace(end=max(span.end, whole[-1].end))
        else:
            whole.append(span)
    return whole
