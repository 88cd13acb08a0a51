"""Which words stay out of all test data: the coarse ones of 23 languages, by a list that a package brings."""

import json
from functools import cache
from importlib.resources import files

ENDINGS = frozenset(
    ("", "s", "es", "ed", "er", "ers", "ing", "in", "y", "ie", "ies", "'s", "'d", "e", "en", "n", "a", "o")
)
STEM = 5


@cache
def _stems() -> frozenset[str]:
    folder = files("glin_profanity").joinpath("data", "dictionaries")
    lists = [json.loads(file.read_text(encoding="utf-8")) for file in folder.iterdir()]
    return frozenset(word.lower() for listed in lists for word in listed.get("words", ()))


@cache
def _starts() -> frozenset[str]:
    return frozenset(stem[:3] for stem in _stems())


def is_coarse(word: str) -> bool:
    """Whether a word is a coarse one, inflects one, or begins with a longer one."""
    if word[:3] not in _starts():
        return False
    stems = _stems()
    return any(
        word[:end] in stems and (end >= STEM or word[end:] in ENDINGS)
        for end in range(min(3, len(word)), len(word) + 1)
    )
