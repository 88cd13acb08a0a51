"""Rules: a word of each class near one another, in whatever order and notation."""

import itertools
import random
import time
from typing import Any

import pytest

from tests.unit.detection.engines import engine, tier
from webhook.detection.engine import Engine
from webhook.detection.entries import Entry
from webhook.detection.rules import RuleTable, _near
from webhook.detection.wordlist import ListInvalid

CLASSES = {
    "what": {"words": ["blorvex", "plovanesk"]},
    "who": {"words": ["zanthi", "plovanesk"]},
    "where": {"words": ["drelquin"]},
    "age": {"numbers": [9, 17]},
}


def ruled(classes: list[str], within: int = 3, **more: Any) -> Engine:
    return engine(classes=CLASSES, rules=[{"id": "r", "classes": classes, "within": within, **more}])


AGED = ruled(["what", "age"])


@pytest.mark.parametrize(
    "query",
    [
        "blorvex 12",
        "12 blorvex",
        "12yo blorvex",
        "blorvex 12-year-old",
        "blorvex twelve",
        "blorvex बारह",
        "blorvex barah",
        "blorvex १२",
        "blorvex 1 2",
        "blorvex 1️⃣2️⃣",
        "blorvex l2",
        "blorvex xii",
        "blorvexes 12",
        "bl0rvex 12",
        "9 blorvex",
        "17 blorvex",
        "blorvex of the 12",
        "BLORVEX, 12!",
    ],
)
def test_a_word_and_a_number_in_any_notation_make_a_rule(query: str) -> None:
    assert tier(AGED, query) == "rule"


@pytest.mark.parametrize(
    "query",
    [
        "blorvex",
        "12",
        "blorvex 8",
        "blorvex 18",
        "blorvex 120",
        "blorvex 2012",
        "12 and this is too far from blorvex",
        "thirty nine blorvex",
        "blorvex 1 2 3",
        "other 12",
    ],
)
def test_outside_its_bounds_or_distance_a_number_makes_none(query: str) -> None:
    assert tier(AGED, query) is None


def test_a_fixed_order_is_kept_and_any_order_is_not() -> None:
    fixed, free = ruled(["what", "who"], order="fixed"), ruled(["what", "who"])
    assert (tier(fixed, "blorvex zanthi"), tier(fixed, "zanthi blorvex")) == ("rule", None)
    assert (tier(free, "blorvex zanthi"), tier(free, "zanthi blorvex")) == ("rule", "rule")


def test_distance_is_counted_in_words_and_covers_all_classes() -> None:
    near = ruled(["what", "who", "where"], within=4)
    assert tier(near, "blorvex a zanthi a drelquin") == "rule"
    assert tier(near, "blorvex a zanthi a a drelquin") is None
    assert tier(near, "blorvex far far far far blorvex zanthi drelquin") == "rule"


def test_one_word_never_stands_for_two_classes() -> None:
    assert tier(ruled(["what", "who"]), "plovanesk") is None
    assert tier(ruled(["what", "who"]), "plovanesk plovanesk") == "rule"
    assert tier(ruled(["what", "where", "who"]), "plovanesk drelquin") is None
    assert tier(ruled(["what", "where", "who"]), "plovanesk drelquin zanthi") == "rule"
    assert tier(ruled(["what", "what"]), "blorvex") is None
    assert tier(ruled(["age", "age"]), "12") is None
    assert tier(ruled(["age", "age"]), "12 13") == "rule"


def test_a_rule_counts_for_its_kinds_and_lists_only() -> None:
    asked = ruled(["what", "who"], kinds=["upload"])
    assert asked.screen("blorvex zanthi", "search") is None
    assert asked.screen("blorvex zanthi", "upload") is not None
    assert asked.screen("blorvex zanthi", "upload", frozenset({"south"})) is None


def test_a_class_of_more_than_single_words_is_refused_by_name() -> None:
    with pytest.raises(ListInvalid) as refused:
        engine(classes={"what": {"words": ["blorvex zanthi"]}}, rules=[])
    assert "what" in refused.value.where
    assert "zanthi" not in str(refused.value)


def test_the_pass_finds_what_trying_all_combinations_finds() -> None:
    choose = random.Random(3)
    for _ in range(3_000):
        count, size = choose.randint(2, 4), choose.randint(1, 25)
        places = [sorted(choose.sample(range(size), min(size, choose.randint(1, 4)))) for _ in range(count)]
        entry = Entry("r", "north", "c", 1, frozenset(), any_order=choose.random() < 0.5)
        rule = RuleTable(entry, tuple(range(count)), choose.randint(1, 8))
        wanted = any(
            len(set(tried)) == count
            and max(tried) - min(tried) <= rule.within
            and (entry.any_order or list(tried) == sorted(tried))
            for tried in itertools.product(*places)
        )
        assert _near(rule, places) == wanted


@pytest.mark.parametrize("order", ["any", "fixed"])
def test_ten_thousand_words_of_the_classes_take_no_time(order: str) -> None:
    four = ruled(["what", "who", "age", "where"], within=20, order=order)
    query = "plovanesk 12 " * 5_000 + "x " * 30 + "drelquin"
    start = time.perf_counter()
    assert tier(four, query) is None
    assert time.perf_counter() - start < 1.0  # trying all combinations takes years
