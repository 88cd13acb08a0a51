"""A phrase as a person searches for it: between ordinary words."""

import random

from tests.detection_data.words import ordinary


def embed(phrase: str, rng: random.Random) -> str:
    """The phrase between two ordinary English words, one in front and one behind."""
    front, back = ordinary(rng, 2)
    return f"{front} {phrase} {back}"
