"""Engines made of a few invented terms, and the shortest way to ask one."""

from collections.abc import Iterable
from typing import Any

from webhook.detection.compiling import compile_lists
from webhook.detection.engine import Engine
from webhook.detection.wordlist import WordList, parse

Row = str | dict[str, Any]


def word_list(*terms: Row, name: str = "north", **fields: Any) -> WordList:
    rows = [{"phrase": term} if isinstance(term, str) else term for term in terms]
    return parse(
        {
            "name": name,
            "language": "en",
            "defaults": {"category": "protected-search", "severity": "warning"},
            "terms": [{"id": f"t-{place}", **row} for place, row in enumerate(rows)],
            **fields,
        }
    )


def engine(*terms: Row, **fields: Any) -> Engine:
    return compile_lists([word_list(*terms, **fields)])


def tier(asked: Engine, query: str) -> str | None:
    found = asked.screen(query, "search")
    return found and found.tier


def tiers(asked: Engine, queries: Iterable[str]) -> dict[str, str | None]:
    return {query: tier(asked, query) for query in queries}
