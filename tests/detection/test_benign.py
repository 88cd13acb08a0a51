"""Queries with nothing to find are left alone, with a list of 30,000 terms. Run with -s for the figures."""

from collections.abc import Sequence

import pytest

from tests.detection.compiled import engine, found, phrases
from tests.detection_data.benign import clean, near_misses, titles_and_places, with_typos_and_names

TERMS = 30_000
QUERIES = 100_000
NAMES = 80_000

pytestmark = pytest.mark.slow


def flagged(title: str, queries: Sequence[str], allowed: int) -> int:
    """How many are held; prints it."""
    count = sum(found(engine(TERMS), query) for query in queries)
    share = f"1 in {len(queries) // count:,}" if count else "none"
    print(f"\n{title}: {count} of {len(queries):,} flagged ({share}); {allowed} allowed")
    return count


def test_clean_queries_in_many_languages() -> None:
    queries = clean(QUERIES, 3, phrases(TERMS))
    assert flagged("clean", queries, 10) <= 10


def test_queries_with_slips_and_rare_names() -> None:
    queries = with_typos_and_names(QUERIES, 3, phrases(TERMS))
    assert flagged("with typos and rare names", queries, 50) <= 50


def test_titles_places_and_companies() -> None:
    queries = titles_and_places(NAMES, 3, phrases(TERMS))
    assert len(queries) == NAMES
    assert flagged("titles and places", queries, NAMES // 2_000) <= NAMES // 2_000


def test_one_word_of_a_longer_term_is_not_the_term() -> None:
    queries = near_misses(phrases(TERMS), QUERIES, 3)
    assert flagged("one word of a longer term", queries, QUERIES // 2_000) <= QUERIES // 2_000
