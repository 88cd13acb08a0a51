"""How sure a hit is, which one of several is told, and what is left alone."""

import itertools
from typing import Any

import pytest

from tests.unit.detection.engines import engine, tier, word_list
from webhook.detection.compiling import compile_lists
from webhook.detection.finding import KINDS, SEVERITIES

ASKED = engine(
    "blorvex",
    "zanthi quorl",
    {"phrase": "mivrask drelquin", "order": "any", "gap": 2},
    "zan-99",
    "o'drelquin",
    "zxq",
)
EXACT = "blorvex BLORVEX “blorvex” bl0rvex blörvex blоrvех %62lorvex blooorvex #blorvex blorvex's blorvex-now".split()
EXACT += [
    "zanthi-quorl",
    "Zanthi  QUORL",
    "my zanthi, quorl",
    "zan 99",
    "ZAN99",
    "o’drelquin",
    "zxq!",
    "blorvex 7 blorvex",
]


@pytest.mark.parametrize("query", EXACT)
def test_the_same_words_are_exact(query: str) -> None:
    assert tier(ASKED, query) == "exact"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("blorvexes", "inflected"),
        ("blorvexing", "inflected"),
        ("zanthi quorls", "inflected"),
        ("zanthis quorl", "inflected"),
        ("zanthiquorl", "joined"),
        ("blor vex", "joined"),
        ("b l o r v e x", "joined"),
        ("b.l.o.r.v.e.x", "joined"),
        ("drelquin mivrask", "order"),
        ("mivrask of drelquin", "order"),
        ("drelquin and the mivrask", "order"),
        ("blorvxe", "fuzzy"),
        ("blorvx", "fuzzy"),
        ("zanthi quurl", "fuzzy"),
        ("blorv*x", "fuzzy"),
    ],
)
def test_the_tier_says_how_near_the_words_are(query: str, wanted: str) -> None:
    assert tier(ASKED, query) == wanted


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "zanthi",
        "quorl",
        "quorl zanthi",
        "zanthi the quorl",
        "mivrask",
        "mivrask a b c drelquin",
        "ablorvexa",
        "zan 9",
        "zan 999",
        "199",
        "zxqs",
        "zzxq",
        "z x q",
        "zx q",
        "drelquin",
        "o drelq",
        "the quick brown fox",
    ],
)
def test_parts_and_other_orders_are_left_alone(query: str) -> None:
    assert tier(ASKED, query) is None


ORDINARY = engine("notebook", "rain bow", "what is the weather like today", "table")


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("notebook", "exact"),
        ("my Notebook!", "exact"),
        ("notebooks", "inflected"),
        ("table", "exact"),
        ("rain bow", "exact"),
        ("what is the weather like today", "exact"),
        ("so WHAT is the weather like, today?", "exact"),
        ("note book", None),
        ("rainbow", None),
        ("stable", None),
        ("tabled", None),
        ("notable", None),
        ("tab le", None),
        ("tablet", None),
        ("the notes in a book", None),
        ("what is the weather", None),
    ],
)
def test_terms_of_ordinary_words_stand_only_for_themselves(query: str, wanted: str | None) -> None:
    assert tier(ORDINARY, query) == wanted


SCRIPTS = ["слобордек", "ζανθικουορλ", "جذرضشطظ", "דגבטלק", "가나달뷁", "ทดสคบฆ", "बलोरवक", "ბლორვექსი"]


@pytest.mark.parametrize("term", SCRIPTS)
def test_terms_of_other_scripts_are_exact_among_other_words(term: str) -> None:
    assert tier(engine(term), f"hello {term}, привет") == "exact"


@pytest.mark.parametrize("query", ["測試詞語", "我測試詞語了", "hello測試詞語", "測 試 詞 語"])
def test_a_term_without_boundaries_is_found_anywhere(query: str) -> None:
    assert tier(engine({"phrase": "測試詞語", "boundary": "none"}), query) is not None


@pytest.mark.parametrize(
    "phrase", ["ab", "bba", "99", "a 1", "zan-9", "$zanthi", "c++zan", "zanthi 😀 quorl", "o'blor", "l2"]
)
def test_odd_terms_stand_for_themselves(phrase: str) -> None:
    asked = engine(phrase)
    for query in (
        phrase,
        phrase.upper(),
        f"hello {phrase} there",
        f"{phrase[0]} {phrase} {phrase[-1]}",
        f"({phrase})",
        f"💥{phrase}💥",
    ):
        assert tier(asked, query) == "exact", query


def graded(severity: str, **more: Any) -> dict[str, Any]:
    return {"severity": severity, **more}


def test_a_sure_hit_is_never_softened_by_a_graver_near_one() -> None:
    asked = engine(graded("notice", phrase="blorvex"), graded("high", phrase="mivrask drelquin", order="any"))
    found = asked.screen("blorvex drelquin mivrask", "search")
    assert found is not None
    assert (found.tier, found.severity) == ("exact", "notice")


def test_of_sure_hits_the_gravest_is_told_whatever_the_order_of_terms() -> None:
    rows = [
        graded(severity, phrase=phrase, id=severity)
        for severity, phrase in zip(SEVERITIES, ["blorvex", "zanthi", "quorlim"], strict=True)
    ]
    for order in itertools.permutations(rows):
        found = engine(*order).screen("blorvex zanthi quorlim", "search")
        assert found is not None
        assert found.severity == "high"


def test_kinds_count() -> None:
    for kind in KINDS:
        asked = engine({"phrase": "blorvex", "kinds": [kind]})
        assert [other for other in sorted(KINDS) if asked.screen("blorvex", other)] == [kind]


def test_lists_count_and_each_has_its_switch() -> None:
    north = word_list(graded("notice", phrase="blorvex", category="a"))
    south = word_list(graded("high", phrase="blorvex", category="b"), name="south", version=9)
    for lists in ([north, south], [south, north]):
        asked = compile_lists(lists)
        for names, wanted in [
            (None, "b"),
            ({"north"}, "a"),
            ({"south"}, "b"),
            ({"north", "south"}, "b"),
            ({"west"}, None),
            (set(), None),
        ]:
            found = asked.screen("blorvex", "search", None if names is None else frozenset(names))
            assert (found and found.category) == wanted


def test_no_list_finds_nothing() -> None:
    for asked in (compile_lists([]), engine(), engine(contexts={"help": ["helpish"]})):
        assert asked.screen("blorvex helpish", "search") is None
        assert asked.unfinished("blorvex", "search") is None
