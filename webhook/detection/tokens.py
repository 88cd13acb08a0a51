"""From folded words to skeletons: what is left of a word when look-alike digits and doubled letters make no difference.

The JavaScript twin follows this file line by line; what is changed here is changed there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .folding import SYMBOLS
from .indic import is_devanagari, romanise

_LETTER_FOR = str.maketrans("0123456789@$!|+€£¢¥l", "oizeasgtbgasiitelcyi")
_MIXED = str.maketrans("яиўцшщчбздлфюэыжй", "rnyuwwhbednqoebxn")  # Cyrillic letters inside a Latin word
_SOUNDS = (("vv", "w"), ("ph", "f"))
_PIECES = re.compile(
    r"[0-9]+|[^\W\d_]+(?:[\u0900-\u0963\u0970-\u097f]+[^\W\d_]*)*|[\u0900-\u0963\u0970-\u097f]+"
)
_RUN = re.compile(r"([^\W\d_])\1+")
_TRAILING = re.compile(r"(.*[^0-9])([0-9]{2,})")
_ODD = re.compile(r"[0-9@$!|+€£¢¥]")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the words: `pieces` as they were folded, and the skeleton of each, in the same order."""

    pieces: tuple[str, ...]
    skeletons: tuple[str, ...]


def readings(words: Sequence[str]) -> list[Reading]:
    """The one to three ways to read folded words, the plainest first; terms and queries are read alike.

    Plainly: signs part words, digits part from letters. Disguised: digits and signs in a word are letters.
    By sound: `vv` is w and `ph` is f.
    """
    whole = "".join(words)
    if whole.isascii() and whole.isalpha():
        plain = disguised = Reading(tuple(words), tuple(" ".join(words).replace("l", "i").split(" ")))
    else:
        plain, disguised = _plain(words), _disguised(words)
    found = [plain]
    if disguised.skeletons != plain.skeletons:
        found.append(disguised)
    if "vv" in whole or "ph" in whole:
        found.append(Reading(disguised.pieces, tuple(map(_by_sound, disguised.skeletons))))
    return found


def collapse(text: str) -> str:
    """`text` with every run of one letter made one; digits stay as they are."""
    return _RUN.sub(r"\1", text)


def _plain(words: Sequence[str]) -> Reading:
    pieces: list[str] = []
    for word in words:
        if word.isascii() and word.isalpha():
            pieces.append(word)
        else:
            pieces.extend(_PIECES.findall(word))
    return Reading(tuple(pieces), tuple(map(letters, pieces)))


def letters(piece: str) -> str:
    """The plain skeleton of one piece."""
    if not piece.isascii() and is_devanagari(piece):
        piece = romanise(piece)
    return piece.replace("l", "i")


def _disguised(words: Sequence[str]) -> Reading:
    pieces: list[str] = []
    skeletons: list[str] = []
    for place, word in enumerate(words):
        for piece in _without_year(word.strip("!|+")):
            skeleton = _undisguised(piece, words, place)
            if skeleton:
                pieces.append(piece)
                skeletons.append(skeleton)
    return Reading(tuple(pieces), tuple(skeletons))


def _without_year(word: str) -> tuple[str, ...]:
    found = None if word.isalpha() else _TRAILING.fullmatch(word)
    return found.groups() if found else (word,)


def _undisguised(word: str, words: Sequence[str], place: int) -> str:
    if word.isascii() and word.isalpha():
        return word.replace("l", "i")
    if not any(sign.isalpha() for sign in word) and not (
        len(word) == 1 and _among_single_letters(words, place)
    ):
        return word if word.isdecimal() else ""
    if not word.isascii():
        if is_devanagari(word):
            return letters(word)
        if any("a" <= sign <= "z" for sign in word):
            word = word.translate(_MIXED)
    return word.translate(_LETTER_FOR)


def _among_single_letters(words: Sequence[str], place: int) -> bool:
    beside = (*words[max(0, place - 1) : place], *words[place + 1 : place + 2])
    return any(len(word) == 1 and word.isalpha() for word in beside)


def _by_sound(skeleton: str) -> str:
    for written, heard in _SOUNDS:
        skeleton = skeleton.replace(written, heard)
    return skeleton
