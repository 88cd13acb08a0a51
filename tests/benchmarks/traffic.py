"""Queries as a search field gets them: ordinary English ones, near misses and a few true hits."""

import random
from itertools import accumulate

from tests.detection_data.words import FUNCTION_WORDS, frequencies

NEAR, TRUE = 0.1, 0.02


def english(count: int, terms: tuple[str, ...], seed: int = 3) -> list[str]:
    """Two to eight words by their frequency; in a tenth a lone word of a longer term, in a fiftieth a term."""
    chance, counts = random.Random(seed), frequencies("en")
    words, weights = tuple(counts), tuple(accumulate(counts.values()))
    whole = set(terms)
    lone = [
        word
        for term in terms
        if " " in term
        for word in term.split()
        if word not in whole and word not in FUNCTION_WORDS
    ]
    queries = []
    for _ in range(count):
        query = chance.choices(words, cum_weights=weights, k=chance.randint(2, 8))
        draw = chance.random()
        if draw < TRUE:
            query.insert(chance.randint(0, len(query)), chance.choice(terms))
        elif draw < TRUE + NEAR:
            query.insert(chance.randint(0, len(query)), chance.choice(lone))
        queries.append(" ".join(query))
    return queries
