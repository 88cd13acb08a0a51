"""Disguised terms are found. Of the second table, the rows whose author had not seen the folding code, some are
known to fall short: they are named here, and the name goes when the row is better. Run with -s for the figures.
"""

import random
from functools import cache
from statistics import mean

import pytest

from tests.detection.compiled import engine, found, phrases
from tests.detection_data.edits import Row
from tests.detection_data.embed import embed
from tests.detection_data.evasions import EVASIONS, FEWEST_WORDS
from tests.detection_data.unseen import BEYOND, FAIR, UNSEEN, UNSEEN_FEWEST_WORDS

TERMS = 1_000
SEEDS = (7, 11, 12)  # of three lists, so that no row stands or falls with one
STEP = 2  # every second term: 1,500 mutations of a row
MEAN_OF_KNOWN, MEAN_OF_FAIR, ROW = 0.98, 0.95, 0.85

BELOW = {
    "letter-pairs": "two letters drawn as one, in every place at once: rn for m, vv for w, cl for d and their like",
}

ROWS: dict[str, Row] = {**EVASIONS, **UNSEEN}
FEWEST = {**FEWEST_WORDS, **UNSEEN_FEWEST_WORDS}


@cache
def recall(name: str) -> float:
    """The share of a row's mutations that is found, half of them between two ordinary words."""
    chance, hits = random.Random(name), []
    for seed in SEEDS:
        fit = [phrase for phrase in phrases(TERMS, seed) if len(phrase.split()) >= FEWEST.get(name, 1)]
        for place, phrase in enumerate(fit[::STEP]):
            written = ROWS[name](phrase, chance)
            hits.append(found(engine(TERMS, seed), embed(written, chance) if place % 2 else written))
    return mean(hits)


def told(title: str, names: list[str]) -> float:
    """Print the rows, the weakest first, and return their mean."""
    every = {name: recall(name) for name in names}
    whole = mean(every.values())
    print(f"\n{title}: {len(every)} rows, mean {whole:.3f}")
    for name, share in sorted(every.items(), key=lambda row: row[1])[:15]:
        print(f"  {name:<28} {share:.3f}")
    return whole


@pytest.mark.parametrize("name", EVASIONS)
def test_a_known_disguise_is_found(name: str) -> None:
    assert recall(name) >= ROW


@pytest.mark.parametrize("name", FAIR)
def test_a_disguise_that_nobody_tuned_for_is_found_or_named_here(name: str) -> None:
    if name in BELOW:
        assert recall(name) < ROW, "it is found now: take it out of BELOW"
    else:
        assert recall(name) >= ROW


def test_the_known_disguises_together() -> None:
    assert told("known disguises", list(EVASIONS)) >= MEAN_OF_KNOWN


def test_the_other_disguises_together() -> None:
    assert BELOW.keys() <= FAIR.keys()
    assert told("disguises by another hand", list(FAIR)) >= MEAN_OF_FAIR


def test_what_is_beyond_a_detector_of_keywords_is_measured_too() -> None:
    told("beyond, not owed", list(BEYOND))
