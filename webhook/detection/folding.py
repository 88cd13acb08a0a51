"""One form for the many ways to write a word: used on terms and on queries alike."""

import unicodedata
from functools import lru_cache

# Marks that decorate a letter. Vowel signs of Indic scripts are marks too, but carry meaning: they stay.
_DECORATION = (
    range(0x0300, 0x0370),
    range(0x1AB0, 0x1B00),
    range(0x1DC0, 0x1E00),
    range(0x20D0, 0x2100),
    range(0xFE00, 0xFE10),
    range(0xFE20, 0xFE30),
)


def words(text: str) -> list[str]:
    """The words of a text. Width, case, accents, invisible signs and punctuation make no difference."""
    wide = unicodedata.normalize("NFKC", text).casefold()
    apart = unicodedata.normalize("NFKD", wide)
    plain = "".join(_plain(sign) for sign in apart)
    return unicodedata.normalize("NFC", plain).split()


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cf" or any(ord(sign) in block for block in _DECORATION):
        return ""
    return sign if category[0] in "LMN" else " "
