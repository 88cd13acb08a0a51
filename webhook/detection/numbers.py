"""Numbers as people write them: digits of any script, words, Roman, one letter for a digit."""

import json
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files

from .folding import fold
from .tokens import Reading, readings

_DIGITS = str.maketrans("oilsz", "01152")
_WRITTEN = re.compile(r"[0-9oilsz]*[0-9][0-9oilsz]*")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_MOST_DIGITS = 4


def _spelt() -> dict[str, int]:
    table = json.loads(files(__package__).joinpath("tables/numbers.json").read_text("utf-8"))
    return {fold(word): value for spelled in table.values() for word, value in spelled.items()}


_SPELT = _spelt()
SPELT = frozenset(_SPELT) | {
    tens * "x" + ones for tens in range(4) for ones in "i ii iii iv v vi vii viii ix".split()
}
"""The folded words and the Roman numerals that stand for numbers."""

_WORDS = {
    "".join(reading.skeletons): value for word, value in _SPELT.items() for reading in readings(word.split())
}


def numbers(reading: Reading) -> Iterator[tuple[int, int]]:
    """(place, number) of everything in a reading that may be a number from 0 to 9,999."""
    pieces = reading.pieces
    values = [value_of(piece, skeleton) for piece, skeleton in zip(pieces, reading.skeletons, strict=True)]
    within = -1  # the place of a `one` that belongs to a `twenty`
    for place, value in enumerate(values):
        if value is None or place == within:
            continue
        following = values[place + 1] if place + 1 < len(values) else None
        if following and _tens_and_ones(value, following, pieces[place] + pieces[place + 1]):
            within = place + 1
            yield place, value + following
        else:
            yield place, value
    yield from _spaced(pieces)


def _tens_and_ones(value: int, following: int, both: str) -> bool:
    return 20 <= value < 100 and value % 10 == 0 and 0 < following < 10 and both.isalpha()


def _spaced(pieces: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Single digits in a row, read as the one number that they spell."""
    for start, run in _runs(pieces):
        if 2 <= len(run) <= _MOST_DIGITS:
            yield start, int(run)


def _runs(pieces: Sequence[str]) -> Iterator[tuple[int, str]]:
    run = ""
    for place, piece in enumerate([*pieces, ""]):
        if len(piece) == 1 and piece.isdecimal():
            run += piece
        elif run:
            yield place - len(run), run
            run = ""


def value_of(piece: str, skeleton: str) -> int | None:
    """The number that one piece stands for, or None."""
    if len(piece) <= _MOST_DIGITS and _WRITTEN.fullmatch(piece):
        return int(piece.translate(_DIGITS))
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
