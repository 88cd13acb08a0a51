"""Hindi in Latin letters is read as Hindi: word by word, by its sound, from what the examples write in Devanagari."""

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Dict, Iterable, List

import yaml

TABLE = Path(__file__).with_name("romanised.yml")
DEVANAGARI = re.compile("[\u0900-\u097f]")
WORD = re.compile(r"[\w\u0900-\u097f']+")
LATIN_WORD = re.compile(r"[A-Za-z']+")
SHARE = 0.1  # of a text's words that must be known Hindi ones; a single loan word is not enough

NUKTA = {
    "क\u093c": "क",
    "ख\u093c": "ख",
    "ग\u093c": "ग",
    "ज\u093c": "ज",
    "ड\u093c": "र",
    "ढ\u093c": "ढ",
    "फ\u093c": "फ",
}
CONSONANTS = dict(
    zip(
        "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
        "k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l v sh sh s h".split(),
        strict=True,
    )
)
VOWELS = dict(zip("अआइईउऊऋएऐओऔऑऍ", "a aa i ii u uu ri e ai o au o e".split(), strict=True))
SIGNS = dict(zip("ािीुूृेैोौॉॅ", "aa i ii u uu ri e ai o au o e".split(), strict=True))
NASAL, BREATH, NO_VOWEL = "ंँ", "ः", "्"

# What people spell in several ways, brought to one; in this order.
SOUNDS = [
    (re.compile(pattern), into)
    for pattern, into in (
        ("ee", "i"), ("oo", "u"), ("aa", "a"), (r"([^h])\1+", r"\1"), ("ii|iy(?=[aeo])", "i"), ("uu", "u"),
        ("ph", "f"), ("w", "v"), ("z", "j"), ("x", "ks"), ("q", "k"), ("c(?!h)", "k"), ("sh", "s"),
        ("ai|ay|ei|ey|ae", "e"), ("au|ou|ow|aw|av(?![aeiou])", "o"), ("y$", "i"), ("m(?=[bp])", "n"),
        (r"([^h])\1+", r"\1"), (r"(?<=..)n$", ""), (r"(?<=[aeiou])h$", ""),
    )
]  # fmt: skip
ROUGHLY = [
    (re.compile(pattern), into)
    for pattern, into in (("chh", "ch"), ("(?<=[kgjtdpb])h", ""), ("(?<=..)a$", "a"))
]


def in_latin(word: str) -> str:
    """A word in Devanagari as it sounds, in Latin letters."""
    word = unicodedata.normalize("NFC", word)
    for pair, plain in NUKTA.items():
        word = word.replace(unicodedata.normalize("NFC", pair), plain).replace(pair, plain)
    return "".join(consonant + vowel for consonant, vowel in _spoken(_syllables(word)))


def _syllables(word: str) -> List[List[str]]:
    """Pairs of consonant and vowel; the vowel "a" where none is written."""
    found: List[List[str]] = []
    for sign in word:
        if sign in CONSONANTS:
            found.append([CONSONANTS[sign], "a"])
        elif sign in SIGNS and found:
            found[-1][1] = SIGNS[sign]
        elif sign == NO_VOWEL and found:
            found[-1][1] = ""
        elif sign in VOWELS:
            found.append(["", VOWELS[sign]])
        else:
            found.append(["n" if sign in NASAL else "h" if sign == BREATH else sign, ""])
    return found


def _spoken(syllables: List[List[str]]) -> List[List[str]]:
    """Without the "a" that is written and not spoken: at the end, and between two vowels."""
    last = len(syllables) - 1
    if last > 0 and syllables[last][0] and syllables[last][1] == "a":
        syllables[last][1] = ""
    for place in range(last - 1, 0, -1):
        before, here, after = syllables[place - 1 : place + 2]
        if here[0] and here[1] == "a" and after[1] and before[1]:
            here[1] = ""
    return syllables


def sound(word: str) -> str:
    """What a word sounds like, so that spellings of one word meet; of either script."""
    heard = in_latin(word) if DEVANAGARI.search(word) else word.lower()
    for pattern, into in SOUNDS:
        heard = pattern.sub(into, heard)
    return heard


def rough(heard: str) -> str:
    """The same without breathed consonants, which people leave out in haste."""
    for pattern, into in ROUGHLY:
        heard = pattern.sub(into, heard)
    return heard


def sounds(text: str) -> str:
    """A text of either script as its words sound."""
    return " ".join(rough(sound(word)) for word in WORD.findall(text.lower()))


class Lexicon:
    """Words in Devanagari by their sound."""

    def __init__(self, words: Dict[str, str]) -> None:
        """`words`: by sound."""
        self._words = words
        self._marks = frozenset(yaml.safe_load(TABLE.read_text(encoding="utf-8"))["known_by"].split())

    @classmethod
    def learnt(cls, texts: Iterable[str]) -> "Lexicon":
        """From texts of which some are in Devanagari; of two words that sound alike the more frequent one stays."""
        times = Counter(word for text in texts for word in WORD.findall(text) if DEVANAGARI.search(word))
        words: Dict[str, str] = {}
        for word, _ in times.most_common():
            words.setdefault(sound(word), word)
        for heard, word in list(words.items()):
            words.setdefault(rough(heard), word)
        return cls(words)

    @property
    def words(self) -> Dict[str, str]:
        """What is kept in the model."""
        return self._words

    def knows(self, text: str) -> bool:
        """Whether a text is Hindi in Latin letters."""
        words = LATIN_WORD.findall(text.lower())
        known = sum(word in self._marks for word in words)
        return known > 0 and known >= SHARE * len(words)

    def in_devanagari(self, text: str) -> str:
        """The text with each known word in Devanagari, if it is Hindi in Latin letters; else as it is."""
        return LATIN_WORD.sub(self._word, text) if self.knows(text) else text

    def _word(self, match: "re.Match[str]") -> str:
        heard = sound(match.group(0))
        return self._words.get(heard) or self._words.get(rough(heard)) or match.group(0)
