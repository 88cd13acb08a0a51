"""Invented phrases from a seed, lists made of them, and what must never be seen of them."""

import random
from collections.abc import Iterable
from typing import Any


def words(count: int, seed: int = 7) -> list[str]:
    """Words of no language, of nine to twelve letters, all different."""
    choose = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = (
            choose.choice("bdfgklmprtvz") + choose.choice("aeou") for _ in range(choose.randint(4, 5))
        )
        found["".join(syllables) + choose.choice("xqz")] = None
    return list(found)


def document(name: str = "north", version: int = 1, count: int = 20, seed: int = 7) -> dict[str, Any]:
    """A list document of invented words."""
    terms = [{"id": f"{name}-{place}", "phrase": word} for place, word in enumerate(words(count, seed), 1)]
    return {
        "format": 1,
        "name": name,
        "version": version,
        "language": "en",
        "demo": False,
        "defaults": {"category": "protected-search", "severity": "warning", "kinds": ["search"]},
        "terms": terms,
    }


def phrases(of: dict[str, Any]) -> list[str]:
    return [term["phrase"] for term in of["terms"]]


def tells_nothing(seen: str | bytes, secret: Iterable[str]) -> bool:
    """Whether none of the phrases stands in what was seen, however it is written."""
    text = (seen.decode("latin-1") if isinstance(seen, bytes) else seen).casefold()
    return not any(phrase.casefold() in text for phrase in secret)
