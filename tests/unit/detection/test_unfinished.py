"""Autocomplete: the last word may be the beginning of a term's end."""

import pytest

from tests.unit.detection.engines import engine

ASKED = engine("zanthi quorl", "houseblor", "red housezanth", {"phrase": "plovanesk", "kinds": ["upload"]})


@pytest.mark.parametrize(
    "typed",
    [
        "zanthi q",
        "zanthi qu",
        "zanthi quo",
        "zanthi quor",
        "my zanthi qu",
        "ZANTHI Q",
        "zanthi-qu",
        "z4nthi qu",
        "housebl",
    ],
)
def test_most_of_a_term_is_a_near_hit(typed: str) -> None:
    found = ASKED.unfinished(typed, "search")
    assert found is not None
    assert found.tier == "fuzzy"


@pytest.mark.parametrize(
    "typed", ["", " ", "z", "zan", "zanthi", "qu", "quorl", "house", "red house", "red", "the qu", "plovanes"]
)
def test_little_of_a_term_or_common_words_alone_are_none(typed: str) -> None:
    assert ASKED.unfinished(typed, "search") is None


def test_a_whole_term_is_as_sure_as_ever() -> None:
    for query in ("zanthi quorl", "zanthi quorl and more"):
        assert ASKED.unfinished(query, "search") == ASKED.screen(query, "search")


def test_kinds_and_lists_count() -> None:
    assert ASKED.unfinished("plovanes", "upload") is not None
    assert ASKED.unfinished("plovanes", "upload", frozenset({"south"})) is None


def test_what_is_screened_only_never_guesses() -> None:
    assert ASKED.screen("zanthi quo", "search") is None
