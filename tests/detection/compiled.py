"""Lists of invented terms, and the engines that they become."""

from collections.abc import Iterable
from functools import cache

from tests.detection_data.lexicons import pseudo_terms
from webhook.detection.compiling import compile_lists
from webhook.detection.engine import Engine
from webhook.detection.wordlist import WordList, parse

SEED = 7
CATEGORIES = ("first", "second", "third")
SEVERITIES = ("notice", "warning", "high")


def word_list(phrases: Iterable[str], name: str = "invented") -> WordList:
    """All phrases as terms for searches, in any order of their words and with three foreign words between.

    Category, severity and id follow from the phrase, so that it is the same term wherever it stands in the list.
    """
    terms = [
        {
            "id": phrase.replace(" ", "-"),
            "phrase": phrase,
            "category": CATEGORIES[len(phrase) % 3],
            "severity": SEVERITIES[phrase.count("a") % 3],
        }
        for phrase in phrases
    ]
    defaults = {"kinds": ["search"], "order": "any", "gap": 3}
    head = {"format": 1, "name": name, "version": 1, "language": "en", "demo": False}
    return parse({**head, "defaults": defaults, "terms": terms})


@cache
def phrases(count: int, seed: int = SEED) -> tuple[str, ...]:
    """So many invented phrases; the same by seed."""
    return tuple(pseudo_terms(count, seed))


@cache
def engine(count: int, seed: int = SEED) -> Engine:
    """An engine with a list of so many terms."""
    return compile_lists([word_list(phrases(count, seed))])


def found(by: Engine, query: str) -> bool:
    """Whether a search is held."""
    return by.screen(query, "search") is not None
