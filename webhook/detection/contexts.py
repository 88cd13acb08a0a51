"""What else a query is about: a hit in a cry for help is answered otherwise than a hit alone."""

from collections.abc import Iterable, Mapping, Sequence

from .finding import CONTEXTS
from .folding import words


class Contexts:
    """The context phrases of all lists. Asked only after a hit; it never undoes one. Immutable."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        """`phrases` are (context, phrase)."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for context, phrase in phrases:
            folded = tuple(words(phrase))
            if folded:
                self._by_first.setdefault(folded[0], []).append((folded, CONTEXTS.index(context)))

    def of(self, query: Sequence[str]) -> str | None:
        """The most urgent context of folded words, or None."""
        found = [
            rank
            for place, word in enumerate(query)
            for phrase, rank in self._by_first.get(word, ())
            if tuple(query[place : place + len(phrase)]) == phrase
        ]
        return CONTEXTS[min(found)] if found else None


def context_phrases(contexts: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, str]]:
    """(context, phrase) of a list's contexts."""
    return ((context, phrase) for context, phrases in contexts.items() for phrase in phrases)
