"""The lists of this repository: invented words, and what else a search may be about."""

from pathlib import Path

import pytest
import yaml

from webhook.detection import CONTEXTS, Finding, WordList, compile_lists, parse, review

LEXICON = Path(__file__).parents[3] / "data" / "lexicon"
LISTS = [parse(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(LEXICON.glob("*.yml"))]
ENGINE = compile_lists(LISTS)


def demo() -> WordList:
    return next(known for known in LISTS if known.demo)


def test_the_demo_has_only_the_words_its_reader_is_told_of() -> None:
    told = (LEXICON.parent / "README.md").read_text(encoding="utf-8")
    spelt = [term.phrase for term in demo().terms] + [
        word for known in demo().classes for word in known.words
    ]
    assert [word for word in spelt if f"`{word}`" not in told] == []


def test_only_the_demo_has_terms() -> None:
    assert [known.name for known in LISTS if known.terms or known.rules] == ["demo"]


def test_nothing_is_to_be_remarked_on_the_demo() -> None:
    assert review(demo()) == ()


@pytest.mark.parametrize(
    "query",
    [
        "blorvex",
        "BLÖRVEX!",
        "ｂｌｏｒｖｅｘ",
        "b l o r v e x",
        "bl0rv3x",
        "#bestblorvexever",
        "“blor\u200bvex”",
    ],
)
def test_the_way_a_word_is_written_makes_no_difference(query: str) -> None:
    found = ENGINE.screen(query, "search")
    assert found is not None
    assert (found.category, found.severity) == ("protected-search", "warning")


@pytest.mark.parametrize(
    ("query", "tier"),
    [
        ("blorvex", "exact"),
        ("blorvexes", "inflected"),
        ("blor vex", "joined"),
        ("quorl my zanthi", "order"),
        ("seven frumblets", "rule"),
        ("zamthi quorl", "fuzzy"),
    ],
)
def test_a_hit_says_how_sure_it_is(query: str, tier: str) -> None:
    found = ENGINE.screen(query, "search")
    assert found is not None
    assert found.tier == tier


def test_the_gravest_finding_is_told() -> None:
    assert ENGINE.screen("blorvex mivrask drelquin", "search") == Finding("protected-search", "high")


def test_a_term_counts_only_for_its_kinds_of_trigger() -> None:
    assert ENGINE.screen("plovanesk", "prompt") == Finding("protected-prompt", "warning")
    assert ENGINE.screen("plovanesk", "search") is None


def test_a_finding_names_no_term() -> None:
    found = ENGINE.screen("please stop my blorvex habit", "search")
    assert found is not None
    assert set(vars(found)) == {"category", "severity", "tier", "context"}


@pytest.mark.parametrize(
    ("query", "context"),
    [
        ("blorvex", None),
        ("how to stop looking at blorvex", "help"),
        ("blorvex helpline", "help"),
        ("blorvex happened to me when i was little", "survivor"),
        ("how to protect my son from blorvex", "prevention"),
        ("blorvex court trial", "news"),
        ("study on blorvex law", "research"),
        ("ब्लोर्वेक्स blorvex से मदद", "help"),
        ("blorvex chhodna chahta hoon", "help"),
    ],
)
def test_what_else_a_search_is_about_is_seen_and_never_silences_it(query: str, context: str | None) -> None:
    found = ENGINE.screen(query, "search")
    assert found is not None
    assert found.context == context


def test_a_context_alone_is_no_finding() -> None:
    phrases = [phrase for known in LISTS for name in CONTEXTS for phrase in known.contexts.get(name, ())]
    assert len(phrases) > 80
    assert [phrase for phrase in phrases if ENGINE.screen(phrase, "search")] == []
