"""Numbers as people write them: digits of any script, words, Roman, one letter for a digit."""

import json
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files

from .tokens import Reading, readings

_DIGITS = str.maketrans("oilsz", "01152")
_WRITTEN = re.compile(r"[0-9oilsz]*[0-9][0-9oilsz]*")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_LARGEST = 9_999


def _words() -> dict[str, int]:
    table = json.loads(files(__package__).joinpath("tables/numbers.json").read_text("utf-8"))
    known = {}
    for spelled in table.values():
        for word, value in spelled.items():
            for reading in readings([word]):
                known["".join(reading.skeletons)] = value
    return known


_WORDS = _words()
WORDS = frozenset(_WORDS)
"""The skeletons of the words that stand for numbers."""


def numbers(reading: Reading) -> Iterator[tuple[int, int]]:
    """(place, number) of everything in a reading that may be a number from 0 to 9,999."""
    values = [
        value_of(piece, skeleton) for piece, skeleton in zip(reading.pieces, reading.skeletons, strict=True)
    ]
    for place, value in enumerate(values):
        if value is None:
            continue
        yield place, value
        following = values[place + 1] if place + 1 < len(values) else None
        if following is not None and following < 10:
            yield from _together(place, value, following, reading.pieces)


def _together(place: int, value: int, following: int, pieces: Sequence[str]) -> Iterator[tuple[int, int]]:
    if value >= 20 and value % 10 == 0 and value < 100 and following:
        yield place, value + following  # twenty one
    if value < 10 and len(pieces[place]) == 1 and len(pieces[place + 1]) == 1:
        yield place, value * 10 + following  # 1 2


def value_of(piece: str, skeleton: str) -> int | None:
    """The number that one piece stands for, or None."""
    if _WRITTEN.fullmatch(piece):
        digits = piece.translate(_DIGITS)
        return int(digits) if len(digits) <= 4 else None
    value = _WORDS.get(skeleton)
    return _roman(piece) if value is None else value


def _roman(piece: str) -> int | None:
    if not 2 <= len(piece) <= 5 or not set(piece) <= _ROMAN.keys():
        return None
    values = [_ROMAN[sign] for sign in piece]
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total
