"""The detector beside its peers, on the same queries in one run, turn by turn; -s shows the tables.

Only ratios are asserted, and two of each: of the means (queries a second) and of the medians. Ours takes long for the
few queries that resemble a term and next to nothing for the others, so the two differ. `AIM` is what was asked for
in queries a second; the table says where it is not reached, and `FLOOR` is what must not be lost of what is. The
peers fold nothing and find none of the disguises that the detector is for.
"""

from functools import cache

import pytest
import spacy
from ahocorasick_rs import AhoCorasick, Implementation
from flashtext import KeywordProcessor
from spacy.matcher import PhraseMatcher

from tests.benchmarks.timing import HEAD, Answer, Times, interleaved
from tests.benchmarks.traffic import english
from tests.detection.compiled import engine, phrases

pytestmark = [pytest.mark.slow, pytest.mark.benchmark]

TERMS, QUERIES, ROUNDS = 30_000, 60_000, 5
SPACY, FLASHTEXT, BARE = "spaCy PhraseMatcher", "flashtext", "bare ahocorasick_rs"
AIM = {SPACY: 6, FLASHTEXT: 4, BARE: 0.15}
FLOOR = {SPACY: (1.5, 6), FLASHTEXT: (0.25, 1), BARE: (0.05, 0.15)}  # of the means, of the medians


def with_spacy() -> Answer:
    blank = spacy.blank("en")
    matcher = PhraseMatcher(blank.vocab, attr="LOWER")
    matcher.add("terms", list(map(blank.make_doc, phrases(TERMS))))
    return lambda query: matcher(blank.make_doc(query))


def with_flashtext() -> Answer:
    processor = KeywordProcessor()
    processor.add_keywords_from_list(list(phrases(TERMS)))
    return processor.extract_keywords


def bare() -> Answer:
    automaton = AhoCorasick(list(phrases(TERMS)), implementation=Implementation.ContiguousNFA)
    return automaton.find_matches_as_indexes


def asked(peer: str, ratio: float) -> str:
    """What was asked for in queries a second, and whether this run reaches it."""
    return f"  asked {AIM[peer]}: {'yes' if ratio >= AIM[peer] else 'NOT REACHED'}" if peer in AIM else ""


@pytest.fixture(scope="module")
def times() -> dict[str, Times]:
    detector = engine(TERMS)
    ways = {
        "ours": lambda query: detector.screen(query, "search"),
        BARE: bare(),
        FLASHTEXT: with_flashtext(),
        SPACY: with_spacy(),
    }
    measured = interleaved(ways, english(QUERIES, phrases(TERMS)), ROUNDS)
    print(f"\n{TERMS:,} terms, {QUERIES:,} queries; aim of ours: p50 15 µs, p99 60 µs\n{HEAD}")
    for name, taken in measured.items():
        print(taken.line(name, measured["ours"]), asked(name, taken.mean / measured["ours"].mean))
    return measured


@cache
def share_of_hits() -> float:
    detector = engine(TERMS)
    queries = english(QUERIES, phrases(TERMS))
    return sum(detector.screen(query, "search") is not None for query in queries) / QUERIES


def test_the_traffic_has_hits_and_they_are_few() -> None:
    print(f"\n{share_of_hits():.1%} of the queries are held")
    assert 0.01 < share_of_hits() < 0.04


def test_the_peers_find_the_terms_that_they_are_timed_with() -> None:
    for find in (with_spacy(), with_flashtext(), bare()):
        assert all(find(f"some {phrase} here") for phrase in phrases(TERMS)[:2_000])


@pytest.mark.parametrize("peer", FLOOR)
def test_beside_a_peer_nothing_is_lost(times: dict[str, Times], peer: str) -> None:
    means, medians = FLOOR[peer]
    assert times[peer].mean / times["ours"].mean >= means
    assert times[peer].p50 / times["ours"].p50 >= medians
