"""Terms of ordinary words that are rare, short or left over by apostrophes stand for themselves like any other."""

import pytest

from tests.unit.detection.engines import engine, tier


@pytest.mark.parametrize(
    "phrase", ["mamas", "lidos", "bilas", "aab", "re ll", "it s", "a foley to", "a manus i", "of davey a"]
)
@pytest.mark.parametrize("query", ["{}", "the {} house", "it's {}, I'm"])
def test_a_term_of_rare_ordinary_words_is_exact(phrase: str, query: str) -> None:
    assert tier(engine(phrase), query.format(phrase)) == "exact"


@pytest.mark.parametrize("word", ["mamas", "lidos", "bilas", "mesas", "house"])
def test_a_class_of_rare_ordinary_words_makes_its_rule(word: str) -> None:
    rule = {"id": "r", "classes": ["what", "age"], "within": 3}
    asked = engine(classes={"what": {"words": [word]}, "age": {"numbers": [9, 17]}}, rules=[rule])
    assert tier(asked, f"my {word} twelve") == "rule"


def test_a_term_without_boundaries_is_found_inside_an_ordinary_word() -> None:
    assert tier(engine({"phrase": "국", "boundary": "none"}), "한국어") == "exact"
