"""No term of a list is lost, and no order of terms or lists changes an answer."""

import random

import pytest

from tests.detection.compiled import engine, phrases, word_list
from tests.detection_data.benign import near_misses
from tests.detection_data.embed import embed
from tests.detection_data.evasions import EVASIONS
from tests.detection_data.unseen import UNSEEN
from webhook.detection.compiling import compile_lists
from webhook.detection.finding import SEVERITIES, Finding
from webhook.detection.reviewing import refused
from webhook.detection.wordlist import Term

MANY = 30_000
FEW = 3_000


@pytest.fixture(scope="module")
def terms() -> tuple[Term, ...]:
    """A long list, of which nothing is refused."""
    known = word_list(phrases(MANY)).terms
    assert not any(map(refused, known))
    return known


@pytest.mark.slow
@pytest.mark.parametrize("written", ["alone", "capitals", "between words"])
def test_every_term_of_a_long_list_is_found_exactly(terms: tuple[Term, ...], written: str) -> None:
    chance = random.Random(5)
    ways = {"alone": str, "capitals": str.upper, "between words": lambda phrase: embed(phrase, chance)}
    detector = engine(MANY)
    answers = [(term, detector.screen(ways[written](term.phrase), "search")) for term in terms]
    lost = [term.phrase for term, finding in answers if finding is None]
    unsure = [term.phrase for term, finding in answers if finding and not _as_sure(finding, term)]
    print(f"\n{written}: {len(terms):,} terms, {len(lost)} lost, {len(unsure)} found with a weaker tier")
    assert lost == []
    assert unsure == []


def _as_sure(finding: Finding, term: Term) -> bool:
    """Exact, or of a graver term that is in the query as well."""
    graver = SEVERITIES.index(finding.severity) > SEVERITIES.index(term.severity)
    return finding.tier == "exact" or graver


@pytest.mark.parametrize("phrase", ["provee", "try dagger drogu", "suspen"])
def test_a_term_is_found_whose_stem_is_that_of_a_common_word(phrase: str) -> None:
    alone = compile_lists([word_list([phrase])])
    assert alone.screen(phrase, "search") is not None
    assert alone.screen(f"blue {phrase} garden", "search") is not None


def test_the_order_of_terms_and_lists_changes_no_answer() -> None:
    every, chance = list(phrases(FEW)), random.Random(9)
    queries = _queries(every, chance)
    before = compile_lists([word_list(every[: FEW // 2], "one"), word_list(every[FEW // 2 :], "two")])
    first, second = every[: FEW // 2], every[FEW // 2 :]
    chance.shuffle(first)
    chance.shuffle(second)
    after = compile_lists([word_list(second, "two"), word_list(first, "one")])
    for query in queries:
        assert before.screen(query, "search") == after.screen(query, "search")
        assert before.unfinished(query, "search") == after.unfinished(query, "search")


def _queries(terms: list[str], chance: random.Random) -> list[str]:
    """Disguised terms, several terms at once, and queries that have one word of a term."""
    rows = [*EVASIONS.values(), *UNSEEN.values()]
    disguised = [chance.choice(rows)(term, chance) for term in terms]
    several = [" ".join(chance.sample(terms, 3)) for _ in range(FEW)]
    return [*disguised, *several, *near_misses(terms, FEW, 4)]
