"""From folded words to skeletons: what is left of a word when look-alike digits and doubled letters make no difference.

The JavaScript twin follows this file line by line; what is changed here is changed there.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from .folding import SIGNS, SOUND, VISUAL
from .indic import is_devanagari, romanise

_DIGITS = dict(zip("0123456789", "oizeasgtbg", strict=True))
_SEEN = str.maketrans(
    {sign: letter.replace("l", "i") for sign, letter in {**_DIGITS, **SIGNS, **VISUAL}.items()} | {"l": "i"}
)
_HEARD = str.maketrans({sign: letters.replace("l", "i") for sign, letters in SOUND.items()})
_LOOSE = str.maketrans(
    dict.fromkeys("+|*", " ")
)  # signs that part words more often than they stand for letters
_EDGES = "!|+*¡"
_PIECES = re.compile(r"[0-9]+|(?:[^\W\d_]|[\u0900-\u0963\u0970-\u097f])+")
_RUN = re.compile(r"([^\W\d_])\1+")
_TRAILING = re.compile(r"(.*[^0-9])([0-9]{2,})")


class Reading(NamedTuple):
    """One way to read the words: `pieces` as they were folded, and the skeleton of each, in the same order."""

    pieces: tuple[str, ...]
    skeletons: tuple[str, ...]

    def __repr__(self) -> str:
        return "Reading()"


def readings(words: Sequence[str]) -> list[Reading]:
    """The one to four ways to read folded words, the plainest first; terms and queries are read alike.

    Plainly: signs part words, digits part from letters. Seen: all that resembles a letter is one. Trimmed: the
    same, but some signs part words, and signs and numbers at the edges are cut off. Heard: letters of other
    scripts are the ones they sound like, and `ph` is f.
    """
    whole = "".join(words)
    if whole.isascii() and whole.isalpha():
        plain = _of_letters(words)
        found = [plain]
        if "vv" in whole:
            found.append(
                Reading(plain.pieces, tuple(skeleton.replace("vv", "w") for skeleton in plain.skeletons))
            )
    else:
        plain = plainly(words)
        found = [plain]
        for other in (_seen(words), _seen(_trimmed(words))):
            if all(other.skeletons != known.skeletons for known in found):
                found.append(other)
    if "ph" in whole or not whole.isascii():
        heard = tuple(skeleton.translate(_HEARD).replace("ph", "f") for skeleton in plain.skeletons)
        if all(heard) and heard != plain.skeletons:
            found.append(Reading(plain.pieces, heard))
    return found


def collapse(text: str) -> str:
    """`text` with every run of one letter made one; digits stay as they are."""
    if not (text.isascii() and text.isalpha()):
        return _RUN.sub(r"\1", text)
    same = repeats(text)
    at = same.find(0)
    if at < 0:
        return text
    kept, start = [], 0
    while at >= 0:
        kept.append(text[start:at])
        start = at + 1
        at = same.find(0, start)
    kept.append(text[start:])
    return "".join(kept)


def repeats(text: str) -> bytes:
    """A byte for each of these ASCII letters, zero for one that repeats the letter before it."""
    number = int.from_bytes(text.encode("ascii"))
    return (number ^ number >> 8).to_bytes(len(text))


def plainly(words: Sequence[str]) -> Reading:
    """The first of the readings."""
    whole = "".join(words)
    if whole.isascii() and whole.isalpha():
        return _of_letters(words)
    pieces: list[str] = []
    for word in words:
        if word.isascii() and word.isalpha():
            pieces.append(word)
        else:
            pieces.extend(_PIECES.findall(word))
    return Reading(tuple(pieces), tuple(map(letters, pieces)))


def _of_letters(words: Sequence[str]) -> Reading:
    return Reading(tuple(words), tuple(" ".join(words).replace("l", "i").split(" ")))


def letters(piece: str) -> str:
    """The plain skeleton of one piece."""
    if not piece.isascii() and is_devanagari(piece):
        piece = romanise(piece) or piece  # a mark that stands alone has no sound
    return piece.replace("l", "i")


def _seen(words: Sequence[str]) -> Reading:
    pieces: list[str] = []
    skeletons: list[str] = []
    for word, spelled_out in zip(words, _spelled_out(words), strict=True):
        skeleton = _skeleton(word, spelled_out)
        if skeleton:
            pieces.append(word)
            skeletons.append(skeleton)
    return Reading(tuple(pieces), tuple(skeletons))


def _trimmed(words: Sequence[str]) -> list[str]:
    trimmed: list[str] = []
    for word in words:
        for part in word.translate(_LOOSE).split():
            stripped = part.strip(_EDGES)
            found = None if stripped.isalpha() else _TRAILING.fullmatch(stripped)
            trimmed += found.groups() if found else [stripped]
    return [word for word in trimmed if word]


def _skeleton(word: str, spelled_out: bool) -> str:
    if word.isascii() and word.isalpha():
        return word.replace("vv", "w").replace("l", "i")
    if word.isdecimal() or not any(map(str.isalpha, word)):
        return word.translate(_SEEN) if spelled_out else word if word.isdecimal() else ""
    if not word.isascii() and is_devanagari(word):
        return letters(word)
    return word.translate(_SEEN).replace("vv", "w")


def _spelled_out(words: Sequence[str]) -> list[bool]:
    """For each word whether it is a single sign in a run of single signs of which one is a letter."""
    flags: list[bool] = []
    for single, run in groupby(words, key=lambda word: len(word) == 1):
        signs = list(run)
        flags += [single and any(map(str.isalpha, signs))] * len(signs)
    return flags
