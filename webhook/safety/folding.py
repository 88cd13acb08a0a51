"""A visitor's text as small plain words, for reading only: what is stored keeps the visitor's own spelling."""

import re
import unicodedata

STOP = "."  # stands for every end of a sentence

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]"
)
_DECORATION = re.compile("[\u0300-\u036f]")
_APOSTROPHE = re.compile("['’‘ʼ`´]")
_PIECE = re.compile(r"[^\W_]+|[.!?;\n…]")
_LONG = re.compile(r"(\w)\1{2,}")
_DIGITS_AS_LETTERS = str.maketrans("01345", "oieas")
_SIGNS_AS_LETTERS = str.maketrans({"$": "s", "@": "a", "€": "e"})


def words(text: str) -> list[str]:
    """The folded words of a text in order, with STOP at the end of each sentence."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    plain = _DECORATION.sub("", unicodedata.normalize("NFD", plain)).casefold()
    plain = _APOSTROPHE.sub("", unicodedata.normalize("NFC", plain)).translate(_SIGNS_AS_LETTERS)
    return [_word(piece) for piece in _PIECE.findall(plain)]


def _word(piece: str) -> str:
    if not piece[0].isalnum():
        return STOP
    piece = _LONG.sub(r"\1", piece)
    return piece if piece.isdigit() or piece.isalpha() else piece.translate(_DIGITS_AS_LETTERS)
