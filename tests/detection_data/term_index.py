"""Whether a query holds all words of a term: how generated queries are kept free of terms."""

import re
from collections.abc import Iterable


def words_in(query: str) -> list[str]:
    """The words of a query in lower case, without punctuation."""
    return re.findall(r"[^\W_]+", query.lower())


class TermIndex:
    """Terms by their longest word, so that a query is looked up word by word."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_longest: dict[str, list[frozenset[str]]] = {}
        for term in terms:
            words = words_in(term)
            self._by_longest.setdefault(max(words, key=len), []).append(frozenset(words))

    def inside(self, query: str) -> bool:
        """Whether all words of any term stand in the query, in whatever order and at whatever distance."""
        words = set(words_in(query))
        return any(term <= words for word in words for term in self._by_longest.get(word, ()))
