"""Queries with nothing to find, for false-positive tests; none of their sources is the product's dictionary."""

import random
from collections.abc import Callable, Collection, Iterable, Sequence

from tests.detection_data.edits import delete, insert, mistype, substitute, transpose
from tests.detection_data.names import rare_name, titles_and_place_names
from tests.detection_data.term_index import TermIndex, words_in
from tests.detection_data.words import FUNCTION_WORDS, LOREM_LOCALES, vocabulary

LANGUAGE_SHARES: dict[str, float] = {
    "en": 48, "es": 8, "fr": 8, "de": 8, "it": 5, "pt": 5, "nl": 4, "ru": 3, "ar": 2, "lv": 1, "eu": 1, "fa": 1,
    "fi": 1, "no": 1, "sv": 1, **dict.fromkeys(LOREM_LOCALES, 3 / len(LOREM_LOCALES)),
}  # fmt: skip
LENGTHS: tuple[Sequence[int], Sequence[int]] = ((2, 3, 4, 5, 6, 7, 8), (24, 26, 20, 12, 8, 6, 4))
MISTYPED, NAMED = 0.1, 0.1
LATIN_SLIPS = (transpose, delete, insert, substitute, mistype)
OTHER_SLIPS = (transpose, delete)


def _query(language: str, length: int, rng: random.Random) -> list[str]:
    words, weights = vocabulary(language)
    return rng.choices(words, cum_weights=weights, k=length)


def _any_query(rng: random.Random) -> list[str]:
    language = rng.choices(tuple(LANGUAGE_SHARES), tuple(LANGUAGE_SHARES.values()))[0]
    return _query(language, rng.choices(*LENGTHS)[0], rng)


def _distinct(count: int, make: Callable[[], str], without: Iterable[str]) -> list[str]:
    """So many different results of a maker, none of which holds a term."""
    terms, queries = TermIndex(without), dict[str, None]()
    while len(queries) < count:
        query = make()
        if query not in queries and not terms.inside(query):
            queries[query] = None
    return list(queries)


def clean(count: int, seed: int, without: Collection[str] = ()) -> list[str]:
    """So many different queries of two to eight words, each in one of 29 languages, none with a term inside."""
    rng = random.Random(seed)
    return _distinct(count, lambda: " ".join(_any_query(rng)), without)


def _slip(word: str, rng: random.Random) -> str:
    """A word mistyped once, by the letters of its alphabet."""
    latin = word.isascii()
    if len(word) < 3:
        return insert(word, rng) if latin else word
    return rng.choice(LATIN_SLIPS if latin else OTHER_SLIPS)(word, rng)


def _spoil(word: str, rng: random.Random) -> str:
    chance = rng.random()
    if chance < MISTYPED:
        return _slip(word, rng)
    return rare_name(rng) if chance < MISTYPED + NAMED else word


def with_typos_and_names(count: int, seed: int, without: Collection[str] = ()) -> list[str]:
    """As `clean`, but a tenth of the words are mistyped and a tenth are rare names."""
    rng = random.Random(seed)
    return _distinct(count, lambda: " ".join(_spoil(word, rng) for word in _any_query(rng)), without)


def titles_and_places(count: int, seed: int, without: Collection[str] = ()) -> list[str]:
    """So many real titles and names of places, companies and occupations, as they are; fewer where no more are."""
    terms = TermIndex(without)
    names = [name for name in titles_and_place_names() if not terms.inside(name)]
    return random.Random(seed).sample(names, min(count, len(names)))


def near_misses(terms: Sequence[str], count: int, seed: int) -> list[str]:
    """So many English queries with one content word of a longer term, and without the rest of it."""
    rng = random.Random(seed)
    whole = set(terms)
    lone = [
        [word for word in words_in(term) if word not in whole and word not in FUNCTION_WORDS]
        for term in terms
        if " " in term
    ]
    lone = [words for words in lone if words]

    def make() -> str:
        query = _query("en", rng.randint(1, 6), rng)
        query.insert(rng.randint(0, len(query)), rng.choice(rng.choice(lone)))
        return " ".join(query)

    return _distinct(count, make, terms)
