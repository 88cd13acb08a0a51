"""Letters drawn with several signs, which folding would take for spaces."""

import re

_LETTERS = {
    "|\\/|": "m", "/\\/\\": "m", "|v|": "m", "\\/\\/": "w", "|_|": "u", "|-|": "h", "|\\|": "n", "/\\/": "n",
    "/-\\": "a",
    "/\\": "a", "\\/": "v", "|<": "k", "|{": "k", "|>": "p", "|=": "f", "|)": "d", "|]": "d", "|2": "r", "|3": "b",
    "|_": "l", "()": "o", "[]": "o", "><": "x", "[-": "e", "`/": "y", "(_)": "o", "|^": "p",
}  # fmt: skip
_DRAWN = re.compile("|".join(re.escape(drawn) for drawn in sorted(_LETTERS, key=len, reverse=True)))
_CURVE = re.compile(r"(?<=[^\W_])[(<](?=[^\W_])|(?<![^\W_])[(<](?=[^\W_]+[\s|/\\])")
_HINT = re.compile(r"[^\W_][(<][^\W_]|[\\|/()\[\]<>][\\|/_()\[\]<>{=^23-]")


def read_drawn(text: str) -> str | None:
    """`text` with drawn letters written, or None where nothing is drawn."""
    if text.replace(" ", "").isalnum() or not _HINT.search(text):
        return None
    read = _CURVE.sub("c", _DRAWN.sub(lambda found: _LETTERS[found[0]], text))
    return read if read != text else None
