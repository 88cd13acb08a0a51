"""One form for the many ways to write a word: used on terms and on queries alike.

The JavaScript twin reads the same `tables/fold.json`; what is changed here is changed there.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

ROUNDS = 2
"""How often a text may have been encoded over: `%2562` is read, a third layer is not."""

_ENCODED = re.compile(
    r"((?:%[0-9a-fA-F]{2})+)"
    r"|&#[xX]([0-9a-fA-F]{1,6});?"
    r"|&#([0-9]{1,7});?"
    r"|&([A-Za-z][A-Za-z0-9]{1,31});"
    r"|(?:\\u|%u)([0-9a-fA-F]{4})"
    r"|\\[ux]\{([0-9a-fA-F]{1,6})\}"
    r"|\\x([0-9a-fA-F]{2})"
)

_TAG = re.compile(
    r"\[/?(?:b|i|u|s|color|size|font)(?:=[^\]]{0,40})?\]|"
    r"</?(?:b|i|u|s|em|strong|span|font|small|big|sub|sup|mark|wbr|a)(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)
_TURNED = re.compile("\u202e([^\u202c\u2069\n]*)")  # shown from right to left, so typed backwards


def _table() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(files(__package__).joinpath("tables/fold.json").read_text("ascii"))
    return content


class _Points(dict[int, str]):
    """Code point to text, as `str.translate` wants it; a code point of which nothing is known is a space."""

    def __init__(self, mapped: Mapping[str, str], kept: list[list[int]]) -> None:
        super().__init__({int(point, 16): text for point, text in mapped.items()})
        self._lowest = [low for low, _ in kept]
        self._highest = [high for _, high in kept]

    def __missing__(self, point: int) -> str:
        at = bisect_right(self._lowest, point) - 1
        text = chr(point) if at >= 0 and point <= self._highest[at] else " "
        self[point] = text
        return text


_SOURCE = _table()
SIGNS: dict[str, str] = _SOURCE["signs"]
"""Signs that people write for letters, and for which: folding leaves them, the readings decide."""

VISUAL: dict[str, str] = _SOURCE["visual"]
"""Letters of other scripts, and the Latin letter that each resembles."""

SOUND: dict[str, str] = _SOURCE["sound"]
"""Letters of other scripts, and the Latin letters that each sounds like."""

_POINTS = _Points(_SOURCE["map"], _SOURCE["keep"])
_ENTITIES: dict[str, str] = _SOURCE["entities"]
_ASCII = bytes(ord(_POINTS[point]) for point in range(128)) + bytes(range(128, 256))


def fold(text: str) -> str:
    """The words of a text with one space between them, whatever its width, case, accents or look-alikes.

    Decodes percent, HTML and backslash encodings (two layers), drops inline tags, marks and invisible signs,
    follows Unicode Technical Standard 39 for look-alikes of Latin letters; punctuation and emoji part words.
    Folding twice changes nothing; the result is at most 20 times as long; no text makes it raise.
    """
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The words of `fold(text)`."""
    if "%" in text or "&" in text or "\\" in text or "<" in text or "[/" in text:
        text = decode(text)
    if text.isascii():
        return text.encode("ascii").translate(_ASCII).decode("ascii").split()
    if "\u202e" in text:
        text = _TURNED.sub(lambda found: found[1][::-1], text)
    return text.translate(_POINTS).split()


def decode(text: str) -> str:
    """`text` without percent, HTML and backslash encodings; what is not well encoded stays as it is."""
    for _ in range(ROUNDS):
        decoded = _ENCODED.sub(_decoded, text)
        if decoded == text:
            break
        text = decoded
    return _TAG.sub("", text) if "</" in text or "[/" in text or "<wbr" in text else text


def _decoded(found: re.Match[str]) -> str:
    octets, hexadecimal, decimal, name, escaped, braced, short = found.groups()
    if octets:
        return bytes.fromhex(octets.replace("%", "")).decode("utf-8", "replace")
    if name:
        return _ENTITIES.get(name, found[0])
    point = int(decimal) if decimal else int(hexadecimal or escaped or braced or short, 16)
    return chr(point) if point < 0x110000 and not 0xD800 <= point < 0xE000 else " "
