"""Build `fold.json`: what every Unicode code point becomes when text is folded.

Sources: the Unicode Character Database of the Python that runs this (unicodedata), and the confusables of
Unicode Technical Standard 39 as the package `confusable_homoglyphs` (MIT) carries them.
"""

import json
import sys
import unicodedata
from collections.abc import Iterable
from html.entities import html5
from importlib.resources import files
from pathlib import Path

SYMBOLS = "@$!|+€£¢¥"
"""Signs that people write for letters: folding leaves them, the readings decide."""

# Seen by a reader as the Latin letter, whatever TR39 makes of it; small letters of the scripts mixed most.
LOOKALIKES = {
    "а": "a", "в": "b", "с": "c", "е": "e", "ё": "e", "н": "h", "і": "i", "ї": "i", "ј": "j", "к": "k",
    "м": "m", "о": "o", "р": "p", "ѕ": "s", "т": "t", "у": "y", "ү": "y", "х": "x", "ԁ": "d", "ԛ": "q", "ԝ": "w",
    "һ": "h", "ѵ": "v", "ь": "b", "г": "r", "ԍ": "g", "п": "n", "є": "e", "ӏ": "l", "ҝ": "k", "ғ": "f",
    "α": "a", "β": "b", "ε": "e", "η": "n", "ι": "i", "κ": "k", "μ": "u", "ν": "v", "ο": "o", "ρ": "p",
    "σ": "o", "ς": "c", "τ": "t", "υ": "u", "χ": "x", "ω": "w", "γ": "y", "ϲ": "c", "ϳ": "j", "ζ": "z", "δ": "d",
    "θ": "o",
    "ա": "w", "ո": "n", "օ": "o", "ս": "u", "ց": "g", "հ": "h", "զ": "q", "յ": "j", "ք": "p", "ե": "t", "ղ": "n",
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t",
    "þ": "p", "ŋ": "n", "ĸ": "k", "ə": "e", "ɐ": "a", "ɑ": "a", "ɒ": "a", "ɓ": "b", "ɔ": "o", "ɕ": "c", "ɖ": "d",
    "ɗ": "d", "ɘ": "e", "ɛ": "e", "ɜ": "e", "ɟ": "j", "ɠ": "g", "ɡ": "g", "ɢ": "g", "ɣ": "y", "ɤ": "y", "ɥ": "h",
    "ɦ": "h", "ɨ": "i", "ɩ": "i", "ɪ": "i", "ɫ": "l", "ɬ": "l", "ɭ": "l", "ɯ": "w", "ɰ": "w", "ɱ": "m", "ɲ": "n",
    "ɳ": "n", "ɴ": "n", "ɵ": "o", "ɹ": "r", "ɺ": "r", "ɼ": "r", "ɽ": "r", "ɾ": "r", "ɿ": "r", "ʀ": "r", "ʁ": "r",
    "ʂ": "s", "ʃ": "s", "ʈ": "t", "ʇ": "t", "ʉ": "u", "ʊ": "u", "ʋ": "v", "ʌ": "v", "ʍ": "w", "ʎ": "y", "ʏ": "y",
    "ʐ": "z", "ʑ": "z", "ʒ": "z", "ʙ": "b", "ʜ": "h", "ʝ": "j", "ʞ": "k", "ʟ": "l", "ꜰ": "f", "ꜱ": "s", "ꞯ": "q",
    "ᴀ": "a", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ᴊ": "j", "ᴋ": "k", "ᴌ": "l", "ᴍ": "m", "ᴏ": "o", "ᴘ": "p", "ᴛ": "t",
    "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ᴢ": "z", "ǝ": "e", "ƨ": "s", "ɸ": "o", "ƿ": "p", "ƅ": "b", "ꓲ": "i",
}  # fmt: skip

NAMED = ("LATIN CAPITAL LETTER ", "LATIN SMALL LETTER ", "SYMBOL LETTER ", "SMALL CAPITAL ")
DROPPED_BLOCKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F), (0xE0000, 0xE0FFF), (0x0591, 0x05C7), (0x064B, 0x065F), (0x0610, 0x061A), (0x0670, 0x0670),
)  # fmt: skip
INVISIBLE = "\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u180b\u180c\u180d\u180f\u0640"
DEVANAGARI = {"\u093c": "", "\u0901": "\u0902", "\u0950": "\u0913\u0902", "\u200d": "", "\u200c": ""}
UNSPACED_OUT = 20  # no code point becomes more than this many characters


def build() -> dict[str, object]:
    """The table: `map` code point to string, `keep` ranges that stay; every other code point is a space."""
    similar = _confusables()
    table = {point: _folded(chr(point), similar) for point in range(sys.maxunicode + 1)}
    table = _closed(table)
    mapped = {f"{point:x}": text for point, text in table.items() if text not in (" ", chr(point))}
    kept = _ranges(point for point, text in table.items() if text == chr(point) and text != " ")
    return {
        "unicode": unicodedata.unidata_version,
        "symbols": SYMBOLS,
        "map": mapped,
        "keep": kept,
        "entities": _entities(table),
    }


def _confusables() -> dict[str, str]:
    raw = json.loads(files("confusable_homoglyphs").joinpath("confusables.json").read_text("utf-8"))
    plain = {}
    for sign, others in raw.items():
        letters = [o["c"].lower() for o in others if len(o["c"]) == 1 and o["c"].isascii() and o["c"].isalpha()]
        if len(sign) == 1 and not sign.isascii() and letters:
            plain[sign] = "l" if "l" in letters else sorted(letters)[0]
    return plain


def _folded(sign: str, similar: dict[str, str]) -> str:
    if sign in SYMBOLS:
        return sign
    dropped = _dropped(sign)
    if dropped is not None:
        return dropped
    lower = sign.casefold()
    if lower in LOOKALIKES:
        return LOOKALIKES[lower]
    named = _letter_by_name(sign)
    if named:
        return named
    apart = unicodedata.normalize("NFKD", lower).casefold()
    if "\u2044" in apart:  # a fraction is not a part of the number before it
        return " "
    if apart != sign and not "\uac00" <= sign <= "\ud7a3":
        return "".join(_folded(part, similar) for part in apart)
    if sign in similar and unicodedata.category(sign)[0] in "LNS":
        return similar[sign]
    return _by_category(sign)


def _dropped(sign: str) -> str | None:
    point = ord(sign)
    if sign in DEVANAGARI:
        return DEVANAGARI[sign]
    if 0xE0061 <= point <= 0xE007A:  # tag letters
        return chr(point - 0xE0000)
    if any(low <= point <= high for low, high in DROPPED_BLOCKS) or sign in INVISIBLE:
        return ""
    return "" if unicodedata.category(sign) in ("Cf", "Me") else None


def _letter_by_name(sign: str) -> str:
    if sign.isascii() or unicodedata.category(sign) not in ("So", "Lo", "Ll", "Lu", "Lm"):
        return ""
    name = unicodedata.name(sign, "")
    for beginning in NAMED:
        _, found, letter = name.partition(beginning)
        if found and len(letter) == 1:
            return letter.lower()
    return ""


def _by_category(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.digit(sign))
    return sign if category[0] in "LM" or category == "Nl" else " "


def _closed(table: dict[int, str]) -> dict[int, str]:
    for point, text in table.items():
        for _ in range(4):
            again = "".join(table[ord(sign)] for sign in text)
            if again == text:
                break
            text = again
        table[point] = " " if len(text) > UNSPACED_OUT else text
    return table


def _ranges(points: Iterable[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for point in points:
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return ranges


def _entities(table: dict[int, str]) -> dict[str, str]:
    """The named entities of HTML 5 that stand for one sign, with what this sign folds to."""
    single = {name.rstrip(";"): text for name, text in html5.items() if len(text) == 1}
    return {name: text for name, text in sorted(single.items()) if table[ord(text)] != " " or name == "nbsp"}


def write(folder: Path) -> None:
    """Write `fold.json` into `folder`."""
    text = json.dumps(build(), ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    (folder / "fold.json").write_text(text + "\n", encoding="ascii")


if __name__ == "__main__":
    write(Path(__file__).parent)
