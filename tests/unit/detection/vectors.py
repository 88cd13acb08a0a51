"""Build the vectors that Python and JavaScript must both pass: `python -m tests.unit.detection.vectors`.

Every text is invented or random; the same seed gives the same vectors. Answers are those of the Python package.
"""

import base64
import json
import random
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.detection_data.evasions import EVASIONS, FEWEST_WORDS
from tests.detection_data.unseen import UNSEEN, UNSEEN_FEWEST_WORDS
from webhook.detection.folding import SIGNS, SOUND, VISUAL, fold, words
from webhook.detection.keyed import KeyedFilter, build
from webhook.detection.tokens import readings
from webhook.detection.wordlist import WordList, parse

PLACE = Path(__file__).resolve().parents[3] / "webhook/detection/javascript/vectors.json"
SEED = 3
KEY = bytes(range(7, 39))
PHRASES = ("blorvex zanthi", "tindelquast", "mivrask drelquin plovanesk", "quorl vevvel phandrix")
HINDI = ("ब्लोरवेक्स ज़ांथी", "मिव्रस्क", "drelakwin zanthi")

# What Python and JavaScript see differently, unless somebody looks after it.
DELICATE = (
    "", " ", "\t\x1c\x1d\x1e\x1f\x85\xa0\ufeff\u2028", "a\x1cb\x85c\ufeffd\u180ee", "İıſK Å ẞß ŉ ǰ ΐ ﬁ ﬃ ﷺ",
    "bl&constructor;rvex &toString; &amp;amp;#98; &NotAnEntity; &ltblorvex &nbsp;",
    "&#98;&#x6c&#X6F;&#0;&#1114112;&#55357;",
    "%62%6C%6f%72vex %zz %e0%a4%ac %ff%fe%62 %ef%bb%bfblorvex %f0%9f%98%80 %ed%a0%80 %c0%af %e2%82",
    "%2562%256c %252562", r"\u0062\u{6c}\x6f\x{72}%u0076 \ud83d\ude00 \u{110000} \u{1f600} \u{d800}",
    "<b>blor</b>vex <I>zan</I>thi <span class='x'>a</span> <SPAN\x1cx>b</span> <ı>c</ı> <ſpan>d</ſpan> <marK>e</marK>",
    "[b]blor[/b]vex [COLOR=red]zanthi[/COLOR] [ſize=2]a[/ſize] [color=" + "😀" * 40 + "]b[/color]",
    "<a " + "😀" * 200 + ">in</a> <a " + "😀" * 201 + ">out</a>", "<wbr>blor<wbr/>vex", "blor</unknown>vex",
    "\u202exevrolb\u202c zanthi \u202eihtnaz\nblorvex \u202e😀𝐱e", "𝐛𝐥𝐨𝐫𝐯𝐞𝐱 ℤ𝔞𝓃𝖙𝗵𝒊", "🅱🅻🅾🆁🆅🅴🆇 🇿🇦🇳🇹🇭🇮",
    "ⅰⅱⅲ Ⅷ 〇〡 ㊀ ½ ²³ ⑳ ٣٤ ४५ 𝟜 𞥐", "ःः ् ँ ंं क् कः क्‍ष क़ ज़ ॐ ऽ । ॥ ०१", "aः1bं ् a", "a\u0903\u0903b क्क ाा",
    "a$b $ $ a ! ! a 1 1 1 b *a* +a+ |a| ¡a! @1 @ 12 !!x99 x12 x1 a12b34 12a", "vv v v wvv phv p h ph f ff llll",
    "+a|b*c+ !|+*¡ a!! !!a ¡¡a12 9a99 9a9 a!99", "0 0 o 0 b 1 0 1", "ь ъьы aь жук щука ёж ΩΣς θψ ԱԲ",
    "x\U00020000\U00020000y 乙乙 丨几",
    "\ud7ff\ue000\ufffd\ufffe\U0010ffff\U000e0041", "ꙮꙮꙮ ᛮᛯᛰ ᛮᛮ 𐅀𐅀 ꛦꛦ", "zzz111 zz11z !!!aaa$$$ 11aa",
    "constructor __proto__ toString hasOwnProperty",
)  # fmt: skip


def texts(seed: int = SEED) -> list[str]:
    """Delicate ones, every evasion of invented phrases, every sign of the tables, and random code points."""
    rng = random.Random(seed)
    found = [*DELICATE, *PHRASES, *HINDI, *_evasions(rng), *_signs()]
    found += [random_text(rng) for _ in range(300)]
    return list(dict.fromkeys(found))


def _evasions(rng: random.Random) -> Iterator[str]:
    fewest = {**FEWEST_WORDS, **UNSEEN_FEWEST_WORDS}
    for name, row in {**EVASIONS, **UNSEEN}.items():
        for phrase in PHRASES:
            if len(phrase.split()) >= fewest.get(name, 1):
                yield row(phrase, rng)


def _signs() -> Iterator[str]:
    known = sorted({*SIGNS, *VISUAL, *SOUND})
    yield from (f"a{one}{other} {one} b" for one, other in pairwise(known))
    for start in range(0, 0x3100, 64):  # every script of the first planes, a row at a time
        yield "x".join(map(chr, range(start, start + 64)))


def random_text(rng: random.Random) -> str:
    """Up to forty code points: of all planes, or of the rows where much goes on."""
    kinds = (
        lambda: chr(rng.randrange(sys.maxunicode + 1)),
        lambda: chr(rng.randrange(0x3400)),
        lambda: chr(rng.randrange(0x900, 0x980)),
        lambda: chr(rng.randrange(0x1D400, 0x1D800)),
        lambda: chr(rng.randrange(32, 127)),
        lambda: rng.choice("lvhp01379$!@|*+ %&;#\\<>/[]bilu"),
        lambda: rng.choice(("%6", "%e0%a4", "&#x", "&#1", "\\u00", "<b", "[/", "\u202e", "</i>", "vv", "ph")),
    )
    weights = [rng.random() ** 2 for _ in kinds]
    made = "".join(kind() for kind in rng.choices(kinds, weights, k=rng.randint(0, 40)))
    return "".join(
        sign for sign in made if not "\ud800" <= sign <= "\udfff"
    )  # no text of JSON has these alone


def a_list(name: str, phrases: tuple[str, ...], language: str) -> WordList:
    """A list of these phrases, in any order."""
    terms = [{"id": f"t-{place}", "phrase": phrase} for place, phrase in enumerate(phrases)]
    head = {"format": 1, "name": name, "version": 7, "language": language, "demo": True}
    return parse(
        {**head, "defaults": {"category": "demo", "severity": "warning", "order": "any"}, "terms": terms}
    )


def filters(queries: list[str]) -> Iterator[dict[str, Any]]:
    """Filter files, one for each way to build it; `likely` has a 0 or 1 for each query."""
    lists = [a_list("words", PHRASES, "en"), a_list("hindi", HINDI, "hi")]
    for how in ({}, {"order": True}, {"typo": True}, {"order": True, "typo": True}):
        file = build(lists, KEY, kinds=("search", "upload"), **how)
        found = KeyedFilter.from_bytes(file, KEY)
        yield {
            "how": how, "key": KEY.hex(), "file": _base64(file), "keys": found.keys,
            "kinds": sorted(found.kinds), "lists": found.lists,
            "likely": "".join("01"[found.likely(query)] for query in queries),
        }  # fmt: skip


def refused() -> Iterator[dict[str, str]]:
    """Files and keys that don't work out, and the error each ends in."""
    file = build([a_list("words", PHRASES, "en")], KEY)
    places = (0, 4, 8, 20, len(file) // 2, len(file) - 1)
    broken = [(file[:place] + bytes([file[place] ^ 1]) + file[place + 1 :], KEY) for place in places]
    broken += [(file[:size], KEY) for size in (0, 3, 23, len(file) - 1)]
    broken += [(file, KEY[:-1]), (file, b""), (file, KEY[::-1])]
    for content, key in broken:
        try:
            KeyedFilter.from_bytes(content, key)
        except Exception as error:
            yield {"file": _base64(content), "key": key.hex(), "error": type(error).__name__}


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def content(text: str) -> bytes:
    """The bytes that stand in the file as Base64."""
    return base64.b64decode(text, validate=True)


def vector(text: str) -> dict[str, Any]:
    """A text, its folded form and its readings, each as (pieces, skeletons)."""
    found = readings(words(text))
    return {"text": text, "fold": fold(text), "readings": [(one.pieces, one.skeletons) for one in found]}


def vectors() -> dict[str, list[Any]]:
    """All of them, as they stand in the file."""
    every = texts()
    queries = [
        *every[::2],
        *(f"where is {phrase}s now" for phrase in PHRASES),
        "the weather in Paris",
        "word " * 1001,
    ]
    return {
        "folds": list(map(vector, every)),
        "queries": queries,
        "filters": list(filters(queries)),
        "refused": list(refused()),
    }


def write() -> None:
    """Write the file anew: ASCII, a vector a line."""
    parts = (
        f"{json.dumps(name)}:[\n"
        + ",\n".join(json.dumps(one, separators=(",", ":")) for one in found)
        + "\n]"
        for name, found in vectors().items()
    )
    PLACE.write_text("{" + ",\n".join(parts) + "}\n", "ascii")


if __name__ == "__main__":
    write()
