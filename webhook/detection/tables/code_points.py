"""Build `fold.json`: what every Unicode code point becomes when text is folded.

Sources: the Unicode Character Database of the Python that runs this (unicodedata), and the confusables of
Unicode Technical Standard 39 as the package `confusable_homoglyphs` (MIT) carries them.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterable
from html.entities import html5
from importlib.resources import files
from pathlib import Path

# Signs that people write for letters, and for which: folding leaves them, the readings decide.
SIGNS = {
    "@": "a", "$": "s", "!": "i", "|": "i", "+": "t", "*": "", "€": "e", "£": "l", "¢": "c", "¥": "y", "₳": "a",
    "฿": "b", "₵": "c", "₣": "f", "₲": "g", "₭": "k", "₥": "m", "₦": "n", "₱": "p", "₴": "s", "₮": "t", "₩": "w",
    "¤": "o", "×": "x", "©": "c", "®": "r", "⭕": "o", "❌": "x", "✖": "x", "✝": "t", "💲": "s", "⛎": "u", "💤": "z",
    "❗": "i", "📧": "e", "➕": "t", "¡": "i",
}  # fmt: skip

# Latin letters with a shape or name of their own that NFKD does not take apart.
LATIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "þ": "p",
    "ŋ": "n", "ĸ": "k", "ə": "e", "ɑ": "a", "ɒ": "a", "ɔ": "o", "ɘ": "e", "ɛ": "e", "ɜ": "e", "ɟ": "j", "ɡ": "g",
    "ɣ": "y", "ɤ": "y", "ɩ": "i", "ɵ": "o", "ɾ": "r", "ɿ": "r", "ʃ": "s", "ʊ": "u", "ʋ": "v", "ʒ": "z", "ʍ": "w",
    "ɯ": "m", "ǝ": "e", "ƨ": "s", "ɸ": "o", "ƿ": "p", "ƅ": "b", "ɕ": "c", "ʑ": "z", "ʄ": "f", "ʐ": "z", "ɺ": "r",
    "ꞙ": "f", "ʉ": "u", "℘": "p", "ꝁ": "k", "ꝗ": "q", "ʠ": "q", "ƒ": "f",
}  # fmt: skip


def _alphabet(signs: str, letters: str) -> dict[str, str]:
    return dict(zip(signs, letters, strict=True))


def _pairs(text: str) -> dict[str, str]:
    return {pair[0]: pair[1:] for pair in text.split()}


# Capitals of other scripts that are drawn as Latin ones; where people write them for Latin, nobody writes the script.
DRAWN = {
    **_alphabet("ᎪᏴᏟᎠᎬᏀᎻᏆᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᎩᏃ", "abcdeghijklmprstvwyz"),  # Cherokee
    **_alphabet("ⲁⲃⲥⲇⲉⲅⲏⲓⲕⲗⲙⲛⲟⲣⲧⲩⲭⲱⲍⲫ", "abcdeghiklmnoptyxwzf"),  # Coptic
    **_alphabet("ᗩᗷᑕᗪᖴᘜᕼᒍᒪᗰᑎᑭᑫᖇᔕᑌᐯᗯ᙭ᘔ", "abcdfghjlmnpqrsuvwxz"),  # Canadian syllabics
}

# Letters of living scripts stay what they are; a reading sees the Latin letter that each resembles …
VISUAL = _pairs(
    "аa бb вb гr дd еe жx зe иn іi јj кk лn мm нh оo пn рp сc тt уy фo хx цu чu шw щw ъb ыb ьb эe юo яr єe ѕs һh "
    "ӏi ѵv ғf қk ҝk ңn үy ұy ҳx ԁd ԛq ԝw ԍg "
    "αa βb γy δd εe ζz ηn θo ιi κk λi μm νv ξe οo πn ρp ςc σs τt υu φo χx ψy ωw ϝf ϲc ϳj "
    "աw եt զq իh լl խh ծo հh ձa ղn ճd յj նu ոn սu տs վu տs րn ցg ւi փp քf օo ֆf շz չz պw "
    "卂a 乃b 匚c 乇e 千f 卄h 丨i ㄥl 爪m 几n ㄖo 卩p 尺r 丂s ㄒt ㄩu 山w 乂x ㄚy 乙z"
)

# … another one hears the letters that are spoken.
SOUND = _pairs(
    "аa бb вv гg дd еe жzh зz иi кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh щsh ъ ыy ь эe юyu яya іi єe ґg "
    "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr ςs σs τt υu φf χh ψps ωo"
)

NATIVE = ((0x0370, 0x03FF), (0x0400, 0x052F), (0x0530, 0x058F))
NAMED = ("LATIN CAPITAL LETTER ", "LATIN SMALL LETTER ", "SYMBOL LETTER ", "SMALL CAPITAL ")
VARIED = re.compile(
    r"LATIN (?:CAPITAL|SMALL) LETTER (?:TURNED |REVERSED |SMALL CAPITAL )?([A-Z])(?: WITH .*)?"
)
DROPPED_BLOCKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F), (0xE0000, 0xE0FFF),
    (0x1F3FB, 0x1F3FF), (0x0591, 0x05C7), (0x064B, 0x065F), (0x0610, 0x061A), (0x0670, 0x0670),
)  # fmt: skip
INVISIBLE = "\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u180b\u180c\u180d\u180f\u0640"
DEVANAGARI = {"\u093c": "", "\u0901": "\u0902", "\u0950": "\u0913\u0902", "\u200d": "", "\u200c": ""}
READ = frozenset({"nbsp", "amp", "lt", "gt", "quot", "apos", "percnt", "bsol", "num"})
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
        "signs": SIGNS,
        "visual": VISUAL,
        "sound": SOUND,
        "map": mapped,
        "keep": kept,
        "entities": _entities(table),
    }


def _confusables() -> dict[str, str]:
    raw = json.loads(files("confusable_homoglyphs").joinpath("confusables.json").read_text("utf-8"))
    plain = {}
    for sign, others in raw.items():
        letters = [
            o["c"].lower() for o in others if len(o["c"]) == 1 and o["c"].isascii() and o["c"].isalpha()
        ]
        if len(sign) == 1 and not sign.isascii() and letters:
            plain[sign] = "l" if "l" in letters else sorted(letters)[0]
    return plain


def _folded(sign: str, similar: dict[str, str]) -> str:
    if sign in SIGNS or sign in VISUAL:
        return sign
    dropped = _dropped(sign)
    if dropped is not None:
        return dropped
    lower = sign.casefold()
    known = DRAWN.get(sign) or DRAWN.get(lower) or LATIN.get(lower) or _letter_by_name(sign)
    if known:
        return known
    apart = unicodedata.normalize("NFKD", lower).casefold()
    if "\u2044" in apart:  # a fraction is not a part of the number before it
        return " "
    if apart != sign and not "\uac00" <= sign <= "\ud7a3":
        return "".join(_folded(part, similar) for part in apart)
    if any(low <= ord(sign) <= high for low, high in NATIVE):
        return _by_category(sign)
    alike = similar.get(sign) or similar.get(lower) or similar.get(sign.upper())
    if alike and unicodedata.category(sign)[0] in "LNS":
        return alike
    return _by_category(sign)


def _dropped(sign: str) -> str | None:
    point = ord(sign)
    if sign in DEVANAGARI:
        return DEVANAGARI[sign]
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
    varied = VARIED.fullmatch(name)
    return varied[1].lower() if varied else ""


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
    return {name: text for name, text in sorted(single.items()) if table[ord(text)] != " " or name in READ}


def write(folder: Path) -> None:
    """Write `fold.json` into `folder`."""
    text = json.dumps(build(), ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    (folder / "fold.json").write_text(text + "\n", encoding="ascii")


if __name__ == "__main__":
    write(Path(__file__).parent)
