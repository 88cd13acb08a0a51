"""What holds for every query: it is answered, alike for all orders and threads, and nothing of it stays."""

import gc
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.detection.engines import engine, word_list
from webhook.detection.compiling import compile_lists
from webhook.detection.finding import SEVERITIES
from webhook.detection.guard import common_words

TERMS = [
    "blorvex",
    "zanthi quorl",
    "mivrask drelquin",
    "zan-99",
    "o'drelquin",
    "zxq",
    "plovanesk the tindel",
    "слобордек",
    "बलोरवक",
]
RULES = {
    "classes": {"what": {"words": ["blorvi", "tindel"]}, "age": {"numbers": [9, 17]}},
    "rules": [{"id": "r", "classes": ["what", "age"], "within": 3}],
    "contexts": {"help": ["helpish"]},
}
ASKED = engine(*TERMS, **RULES)
PARTS = st.sampled_from(
    [
        *TERMS,
        *"blorvex zanthi quorl blor vex tindel 12 1 2 ः ् * $ ! | l ll x helpish the house &#98; %62 \u202e".split(),
    ]
)
ANY_QUERY = st.text(alphabet=st.characters(exclude_categories=()), max_size=40) | st.lists(
    PARTS | st.sampled_from([" ", "", "-", "'"]), max_size=12
).map("".join)


@given(query=ANY_QUERY)
@settings(deadline=None, max_examples=300)
def test_every_query_is_answered(query: str) -> None:
    for found in (ASKED.screen(query, "search"), ASKED.unfinished(query, "search")):
        assert found is None or found.severity in SEVERITIES


@given(query=ANY_QUERY, seed=st.integers(0, 20))
@settings(deadline=None, max_examples=60)
def test_the_order_of_terms_and_lists_makes_no_difference(query: str, seed: int) -> None:
    rows = [
        {"id": f"o-{place}", "phrase": phrase, "severity": SEVERITIES[place % 3]}
        for place, phrase in enumerate(TERMS)
    ]
    mixed = random.Random(seed).sample(rows, len(rows))
    half = len(rows) // 2
    lists = [word_list(*rows[:half], name="a"), word_list(*rows[half:], name="b")]
    other = [
        word_list(*(row for row in mixed if row in rows[half:]), name="b"),
        word_list(*(row for row in mixed if row in rows[:half]), name="a"),
    ]
    assert compile_lists(lists).screen(query, "search") == compile_lists(other).screen(query, "search")


@pytest.mark.parametrize("term", TERMS)
def test_an_exact_hit_is_never_lost_among_ordinary_words(term: str) -> None:
    choose = random.Random(5)
    ordinary = common_words()
    for _ in range(150):
        before, after = choose.choice(ordinary), choose.choice(ordinary)
        seam = choose.choice(
            [" ", ", ", " 7 ", f" {term[0]} ", " it's ", " «", " - ", " 💥 ", f" {term[0] * 2} "]
        )
        written = choose.choice([term, term.upper(), term.title()])
        query = f"{before}{seam}{written} {term[-1]} {after}"
        found = ASKED.screen(query, "search")
        assert found is not None, query
        assert found.tier == "exact", query


def test_eight_threads_get_the_answers_of_one() -> None:
    queries = [
        f"{word} {term}"
        for word in common_words()[:40]
        for term in (*TERMS, "blorvxe", "zanthiquorl", "tindel 12", "")
    ]
    alone = [ASKED.screen(query, "search") for query in queries]
    with ThreadPoolExecutor(8) as pool:
        shared = list(pool.map(lambda _: [ASKED.screen(query, "search") for query in queries], range(8)))
    assert all(answers == alone for answers in shared)


def test_nothing_of_a_query_stays() -> None:
    odd = "qwx" + "".join(random.Random(9).choices("bdfgkmnprt", k=12))
    for query in (
        odd,
        f"my {odd} blorvex",
        f"zanthi {odd}",
        f"{odd} 12",
        f"{odd[:6]}*{odd[7:]}",
        f"blorvex {odd}s",
    ):
        ASKED.screen(query, "search")
        ASKED.unfinished(query, "search")
    del query
    gc.collect()
    kept = [held for held in gc.get_objects() if isinstance(held, dict | set | frozenset)]
    assert not [held for held in kept if odd in held]
    lists = [held for held in gc.get_objects() if isinstance(held, list)]
    assert not [held for held in lists if any(isinstance(one, str) and odd in one for one in held)]
