"""What the owner of a list is told of a term: by id and reason, never by its words."""

from typing import Any

import pytest

from tests.unit.detection.engines import engine, tier, word_list
from webhook.detection.reviewing import review


def remarks(*terms: Any) -> list[tuple[str, bool]]:
    return [(remark.reason, remark.refused) for remark in review(word_list(*terms))]


@pytest.mark.parametrize("phrase", ["!!!", "😀", "।", "\u200b", "x", "7", "…x…"])
def test_a_term_of_no_or_one_letter_is_refused_and_the_others_stay(phrase: str) -> None:
    assert [refused for _, refused in remarks(phrase)] == [True]
    asked = engine(phrase, "blorvex")
    assert tier(asked, phrase) is None
    assert tier(asked, "blorvex") == "exact"


@pytest.mark.parametrize("phrase", ["blorvex", "क", "कमल", "сло", "λογ"])
def test_a_term_that_is_read_as_latin_needs_word_boundaries(phrase: str) -> None:
    term = {"phrase": phrase, "boundary": "none"}
    assert [refused for _, refused in remarks(term)] == [True]
    assert tier(engine(term), "akamala acnox rpowa aiogka") is None


@pytest.mark.parametrize("phrase", ["測試詞語", "ทดสคบ", "가나달"])
def test_scripts_without_spaces_may_do_without(phrase: str) -> None:
    assert remarks({"phrase": phrase, "boundary": "none"}) == []


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("zxq", "below 4"),
        ("bbaa", "below 4"),
        ("butterfly", "ordinary word"),
        ("dark room", "run together is an ordinary"),
    ],
)
def test_a_doubtful_term_is_used_and_the_doubt_told(phrase: str, reason: str) -> None:
    [(told, refused)] = remarks(phrase)
    assert reason in told
    assert not refused
    assert phrase not in told
    assert tier(engine(phrase), phrase) == "exact"


def test_a_term_that_folds_onto_another_is_named_with_it() -> None:
    found = review(word_list("zanthi quorl", "ZANTHI-QUORRL"))
    assert [(remark.id, remark.refused) for remark in found] == [("t-1", False)]
    assert "t-0" in found[0].reason


def test_a_plain_term_has_no_remark() -> None:
    assert remarks("blorvex", "zanthi quorl", "mivrask 12", "o'drelquin", "слоборд") == []


def test_no_remark_repeats_a_phrase() -> None:
    phrases = ["zxq", "butterfly", "zanthi quorl", "zanthiquorl", "!!"]
    told = " ".join(remark.reason for remark in review(word_list(*phrases)))
    assert not any(phrase in told for phrase in ("zxq", "butterfly", "zanthi", "quorl"))
