"""The generators of the detector's test data: the same seed gives the same data, and the data is what it says."""

import random
import re
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

from tests.detection_data.benign import (
    LANGUAGE_SHARES,
    clean,
    near_misses,
    titles_and_places,
    with_typos_and_names,
)
from tests.detection_data.edits import Row
from tests.detection_data.embed import embed
from tests.detection_data.evasions import EVASIONS, FEWEST_WORDS
from tests.detection_data.lexicons import pseudo_terms
from tests.detection_data.unseen import BEYOND, FAIR, UNSEEN, UNSEEN_FEWEST_WORDS
from tests.detection_data.words import FUNCTION_WORDS, dictionary_words, ordinary_words, vocabulary

ROWS = [*EVASIONS.items(), *UNSEEN.items()]
FEWEST = {**FEWEST_WORDS, **UNSEEN_FEWEST_WORDS}
CHANGED = 0.95


@cache
def terms() -> list[str]:
    return pseudo_terms(100_000, seed=11)


def phrases(fewest: int) -> list[str]:
    return [term for term in terms()[:1_000] if len(term.split()) >= fewest]


def holds_a_term(query: str) -> bool:
    """Whether words of the query that follow one another are a term."""
    words, known = re.findall(r"[^\W_]+", query.lower()), known_terms()
    return any(
        " ".join(words[start : start + length]) in known
        for start in range(len(words))
        for length in (1, 2, 3, 4)
    )


@cache
def known_terms() -> frozenset[str]:
    return frozenset(terms())


def test_terms_are_unique_in_lower_case_and_the_same_by_seed() -> None:
    assert len(terms()) == len({term.lower() for term in terms()}) == 100_000
    assert terms()[:500] == pseudo_terms(500, seed=11) != pseudo_terms(500, seed=12)


def test_terms_have_one_to_four_tokens_in_the_shares_that_were_asked_for() -> None:
    lengths = Counter(len(term.split()) for term in terms())
    shares = [lengths[length] / len(terms()) for length in (1, 2, 3, 4)]
    assert shares == pytest.approx([0.3, 0.4, 0.2, 0.1], abs=0.01)


def test_every_term_has_an_invented_word_and_phrases_are_half_of_ordinary_ones() -> None:
    ordinary = {*ordinary_words(), *FUNCTION_WORDS}
    invented = {token for term in terms() for token in term.split()} - ordinary
    assert not invented & dictionary_words()
    assert all(5 <= len(token) <= 11 and re.fullmatch("[a-z]+", token) for token in invented)
    assert all(any(token in invented for token in term.split()) for term in terms())
    tokens = [token for term in terms() if " " in term for token in term.split()]
    assert sum(token in ordinary for token in tokens) / len(tokens) == pytest.approx(0.5, abs=0.05)


def test_the_tables_are_complete_and_apart() -> None:
    assert len(EVASIONS) == 33
    assert len(FAIR) >= 30
    assert not EVASIONS.keys() & UNSEEN.keys()
    assert BEYOND.keys() <= UNSEEN.keys()
    assert FEWEST.keys() <= {name for name, _ in ROWS}


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[name for name, _ in ROWS])
def test_a_row_changes_nearly_every_phrase_and_the_same_way_by_seed(name: str, row: Row) -> None:
    wanted = phrases(FEWEST.get(name, 1))
    first, second = random.Random(5), random.Random(5)
    made = [row(phrase, first) for phrase in wanted]
    assert made == [row(phrase, second) for phrase in wanted]
    changed = sum(after != before for before, after in zip(wanted, made, strict=True))
    assert changed / len(wanted) >= CHANGED


@pytest.mark.parametrize("name", sorted(FEWEST))
def test_a_row_for_phrases_takes_a_single_word_too(name: str) -> None:
    assert dict(ROWS)[name]("zhubrelko", random.Random(1))


def test_a_phrase_is_embedded_between_two_words() -> None:
    front, *inside, back = embed("zhubrelko vants", random.Random(3)).split(" ")
    assert inside == ["zhubrelko", "vants"]
    assert {front, back} <= set(ordinary_words())


@pytest.mark.slow
@pytest.mark.parametrize("make", [clean, with_typos_and_names])
def test_a_hundred_thousand_benign_queries_are_distinct_and_free_of_terms(
    make: Callable[..., list[str]],
) -> None:
    queries = make(100_000, 21, terms())
    assert len(set(queries)) == 100_000
    assert not sum(map(holds_a_term, queries))
    assert all(2 <= len(query.split()) <= 8 for query in queries)
    assert queries[:300] == make(300, 21, terms()) != make(300, 22, terms())


def test_a_tenth_of_the_words_is_mistyped_and_a_tenth_are_names() -> None:
    plain = {word for language in LANGUAGE_SHARES for word in vocabulary(language)[0]}
    words = [word for query in with_typos_and_names(5_000, 6) for word in query.split()]
    assert 0.1 < sum(word not in plain for word in words) / len(words) < 0.2


def test_titles_and_places_are_many_distinct_and_free_of_terms() -> None:
    names = titles_and_places(50_000, 3, terms())
    assert len(set(names)) == 50_000
    assert not sum(map(holds_a_term, names))
    assert names == titles_and_places(50_000, 3, terms())


def test_a_near_miss_has_one_word_of_a_term_and_never_all_of_them() -> None:
    queries = near_misses(terms(), 20_000, 4)
    tokens = {token for term in terms() if " " in term for token in term.split()}
    assert len(set(queries)) == 20_000
    assert all(tokens & set(re.findall(r"[^\W_]+", query)) for query in queries)
    assert not sum(map(holds_a_term, queries))
    assert queries[:300] == near_misses(terms(), 300, 4)
