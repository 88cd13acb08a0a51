"""Made-up results: the same query always finds the same pages, and none of them exists."""

import hashlib
import json
from pathlib import Path

PAGES = Path(__file__).with_name("results.json")
SHOWN = 4


def invent(query: str) -> list[dict[str, str]]:
    """A few pages, chosen and ordered by a digest of the folded query."""
    pages: list[dict[str, str]] = json.loads(PAGES.read_text(encoding="utf-8"))
    folded = " ".join(query.casefold().split()).encode()

    def rank(page: dict[str, str]) -> bytes:
        return hashlib.sha256(folded + page["host"].encode()).digest()

    return sorted(pages, key=rank)[:SHOWN]
