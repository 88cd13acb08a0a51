"""A context changes what is said of a hit, and never whether there is one."""

import pytest

from tests.unit.detection.engines import engine, word_list
from webhook.detection.compiling import compile_lists
from webhook.detection.finding import CONTEXTS

PHRASES = {name: [f"sign of {name}", f"{name}ish"] for name in CONTEXTS}
ASKED = engine("blorvex", {"phrase": "zanthi quorl", "order": "any"}, contexts=PHRASES)


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("query", ["SIGN of {}: blorvex", "blorvex {}ish", "blorvex, sign-of {} now"])
def test_each_context_is_told(context: str, query: str) -> None:
    found = ASKED.screen(query.format(context), "search")
    assert found is not None
    assert found.context == context
    assert found.tier == "exact"


def test_the_most_urgent_context_is_told_wherever_it_stands() -> None:
    for place, urgent in enumerate(CONTEXTS):
        for other in CONTEXTS[place:]:
            for query in (f"{urgent}ish blorvex sign of {other}", f"sign of {other} blorvex {urgent}ish"):
                found = ASKED.screen(query, "search")
                assert found is not None
                assert found.context == urgent


@pytest.mark.parametrize("query", ["blorvex", "sign of blorvex help", "blorvex helpishly", "zanthi quorl"])
def test_without_a_whole_phrase_there_is_no_context(query: str) -> None:
    found = ASKED.screen(query, "search")
    assert found is not None
    assert found.context is None


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_context_alone_is_no_hit(context: str) -> None:
    assert ASKED.screen(f"sign of {context}", "search") is None


@pytest.mark.parametrize("query", ["quorl zanthi", "blorvexes", "b l o r v e x"])
def test_a_context_never_silences(query: str) -> None:
    alone, told = ASKED.screen(query, "search"), ASKED.screen(f"{query} helpish", "search")
    assert alone is not None
    assert told is not None
    assert (alone.tier, alone.severity, told.context) == (told.tier, told.severity, "help")


def test_contexts_of_one_list_count_for_hits_of_another() -> None:
    both = compile_lists([word_list("blorvex"), word_list(name="south", contexts={"help": ["helpish"]})])
    found = both.screen("blorvex helpish", "search", frozenset({"north"}))
    assert found is not None
    assert found.context == "help"
