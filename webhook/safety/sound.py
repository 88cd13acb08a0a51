"""Hindi words by their sound: one form for both scripts and for the many ways to type it in Latin letters."""

import re

from webhook.detection.indic import is_devanagari, romanise

_SAME = (
    ("chch", "ch"), ("cch", "ch"), ("chh", "ch"), ("jh", "j"), ("ph", "f"), ("aa", "a"), ("ee", "i"),
    ("ii", "i"), ("oo", "u"), ("uu", "u"),
    ("z", "j"), ("w", "v"), ("q", "k"), ("x", "ks"), ("ei", "e"), ("ey", "e"), ("ay", "ai"), ("iy", "i"), ("ya", "ia"),
)  # fmt: skip
_NASAL_END = re.compile(r"(?<=[eiou])[nm]$")
_DOUBLED = re.compile(r"([^\W\d_])\1+")


def hindi(word: str) -> str:
    """The sound of a folded word: `नहीं`, `nahin` and `nahi` are one; so are `ज़िंदगी`, `zindagi` and `jindgi`."""
    if not word.isascii():
        if not is_devanagari(word):
            return word
        word = romanise(word)
    for typed, sound in _SAME:
        if typed in word:
            word = word.replace(typed, sound)
    word = _DOUBLED.sub(r"\1", word)
    return _NASAL_END.sub("", word) if len(word) > 2 else word
