"""Ordinary words and their frequencies, from word lists that installed packages bring as files."""

import gzip
import json
import random
import re
from functools import cache
from importlib import import_module
from importlib.resources import files
from itertools import accumulate

from tests.detection_data.coarse import is_coarse

FREQUENCY_LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "nl", "ru", "ar", "lv", "eu", "fa")
NORDIC_LISTS = {"fi": "fin-kotus", "no": "nor-nb", "sv": "swe-short"}
LOREM_LOCALES = (
    "az_AZ", "bn_BD", "cs_CZ", "da_DK", "el_GR", "fil_PH", "he_IL", "hy_AM", "ja_JP", "pl_PL", "th_TH",
    "uk_UA", "vi_VN", "zh_CN",
)  # fmt: skip
FUNCTION_WORDS = tuple(
    "the of and to in for with on at from by how what where when why is are my your best new free online near "
    "me about into over under after before more most first last next one two all".split()
)
COMMON = 4_000
FLATTENED = 0.75


@cache
def frequencies(language: str) -> dict[str, int]:
    """Words of a language and how often each occurs in film subtitles (pyspellchecker)."""
    packed = files("spellchecker").joinpath("resources", f"{language}.json.gz").read_bytes()
    found: dict[str, int] = json.loads(gzip.decompress(packed))
    return found


@cache
def listed(name: str) -> tuple[str, ...]:
    """The lines of a word list that comes with xkcdpass."""
    text = files("xkcdpass").joinpath("static", name).read_text(encoding="utf-8")
    return tuple(dict.fromkeys(line.strip().lower() for line in text.splitlines() if line.strip()))


@cache
def ordinary_words() -> tuple[str, ...]:
    """Everyday English content words, the commonest first, from the EFF's list (vetted by them)."""
    counts = frequencies("en")
    known = [word for word in listed("eff-long") if word in counts and word.isalpha() and not is_coarse(word)]
    return tuple(sorted(known, key=lambda word: (-counts[word], word))[:COMMON])


@cache
def _ordinary_weights() -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + 20) for rank in range(len(ordinary_words()))))


def ordinary(rng: random.Random, count: int) -> list[str]:
    """So many ordinary English words, common ones more often."""
    return rng.choices(ordinary_words(), cum_weights=_ordinary_weights(), k=count)


@cache
def dictionary_words() -> frozenset[str]:
    """Every word of letters a–z that a dictionary of any language here knows."""
    known = {
        part for language in FREQUENCY_LANGUAGES for word in frequencies(language) for part in _parts(word)
    }
    for name in ("eff-long", "legacy", *NORDIC_LISTS.values()):
        known.update(listed(name))
    for locale in LOREM_LOCALES:
        known.update(_everyday(locale))
    return frozenset(word for word in known if word.isascii() and word.isalpha())


def _parts(word: str) -> list[str]:
    return re.split(r"['’-]", word) if not word.isalpha() else [word]


def _everyday(locale: str) -> list[str]:
    """The words that Faker makes sentences of in a locale."""
    provider = import_module(f"faker.providers.lorem.{locale}").Provider
    return list(dict.fromkeys(str(word).lower() for word in provider.word_list))


@cache
def vocabulary(language: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The words of a language and their cumulative weights: by flattened frequency, by rank or all alike."""
    if language in FREQUENCY_LANGUAGES:
        counts = frequencies(language)
        words = tuple(word for word in counts if len(word.split()) == 1 and not is_coarse(word))
        weights = [counts[word] ** FLATTENED for word in words]
    elif language in NORDIC_LISTS:
        words = tuple(
            word for word in listed(NORDIC_LISTS[language]) if word.isalpha() and not is_coarse(word)
        )
        weights = [1.0] * len(words)
    else:
        words = tuple(word for word in _everyday(language) if len(word.split()) == 1 and not is_coarse(word))
        weights = [1 / (rank + 10) for rank in range(len(words))]
    return words, tuple(accumulate(weights))
