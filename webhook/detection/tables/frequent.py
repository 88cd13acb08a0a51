"""Ordinary and common words from the word frequencies of the package `wordfreq`, without what is withheld.

Frequencies are on the Zipf scale: 3 is once in a million words, 6 once in a thousand. The cuts below were
measured; README.md has the figures.
"""

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import wordfreq

from ..folding import words
from ..fuse import build
from ..guard import COMMON, ORDINARY, digest
from ..indic import is_devanagari, romanise
from .withheld import Withheld

BITS = 16

# Least frequency of an ordinary word. Chinese and Japanese are written without spaces: they have no words here.
ENGLISH, LARGE, OTHER, OTHER_SCRIPT = 1.6, 2.2, 3.2, 3.5
LARGE_ONES = frozenset({"de", "es", "fr", "it", "nl", "pt"})
OTHER_SCRIPTS = frozenset({"ar", "bn", "fa", "he", "ko", "ta", "ur"})
UNSPACED = frozenset({"ja", "zh"})
# Short strings of Latin letters are mostly initials and names: they must be that much more frequent.
SHORT = {2: 1.2, 3: 1.2, 4: 1.2, 5: 0.6}

# How many of a language's most frequent words are common; only languages of which a vulgar list is known.
COMMON_ENGLISH, COMMON_LARGE, COMMON_OTHER = 32_000, 5_000, 2_400
NOT_COMMON = UNSPACED | {"bn", "he", "ko", "ta", "ur"}


@cache
def languages() -> list[str]:
    """The languages that have words and frequencies here."""
    return sorted(set(wordfreq.available_languages("best")) - UNSPACED)


@cache
def folded(language: str) -> dict[str, float]:
    """The folded words of a language with their frequency, most frequent first."""
    found: dict[str, float] = {}
    for steps, bin_ in enumerate(wordfreq.get_frequency_list(language, "best")):
        for word in _pieces(bin_):
            found.setdefault(word, 9 - steps / 100)
    return found


def by_language(word: str) -> dict[str, float]:
    """The frequency of a folded word in each language that has it."""
    return {language: folded(language)[word] for language in languages() if word in folded(language)}


def ordinary(withheld: Withheld) -> set[str]:
    """The ordinary words of all languages, folded."""
    found: dict[str, float] = {}
    for language in languages():
        least = _least(language)
        for word, frequency in folded(language).items():
            if frequency >= least + (SHORT.get(len(word), 0) if word.isascii() else 0):
                found[word] = max(frequency, found.get(word, 0.0))
    return {word for word, frequency in found.items() if not withheld.surely(word, frequency)}


def common(withheld: Withheld) -> list[str]:
    """The common words of all languages, folded, most frequent first; cautiously without what may be vulgar."""
    found: dict[str, float] = {}
    for language in languages():
        if language in NOT_COMMON:
            continue
        for word, frequency in list(folded(language).items())[: _how_many(language)]:
            found[word] = max(frequency, found.get(word, 0.0))
    kept = [word for word in found if not withheld.perhaps(word)]
    return sorted(kept, key=lambda word: (-found[word], word))


def write(folder: Path, withheld: Withheld) -> tuple[int, int]:
    """Write the filter of ordinary words and the list of common ones; how many of each."""
    every = ordinary(withheld)
    filtered = build(lambda seed: (digest(word, seed) for word in every), BITS)
    (folder / ORDINARY).write_bytes(filtered.to_bytes())
    frequent = common(withheld)
    text = "".join(f"{word}\n" for word in frequent).encode("utf-8")
    (folder / COMMON).write_bytes(gzip.compress(text, 9, mtime=0))
    return filtered.keys, len(frequent)


def _pieces(texts: list[str]) -> Iterator[str]:
    for text in texts:
        for word in words(text):
            if len(word) > 1 and all(sign.isalpha() or is_devanagari(sign) for sign in word):
                yield word
                if is_devanagari(word):
                    yield romanise(word)


def _least(language: str) -> float:
    if language in OTHER_SCRIPTS:
        return OTHER_SCRIPT
    return ENGLISH if language == "en" else LARGE if language in LARGE_ONES else OTHER


def _how_many(language: str) -> int:
    if language == "en":
        return COMMON_ENGLISH
    return COMMON_LARGE if language in LARGE_ONES or language == "hi" else COMMON_OTHER
