"""Exact phrases on word boundaries, after folding."""

from collections.abc import Iterable
from pathlib import Path

from webhook.detection.finding import Detector, Finding
from webhook.detection.folding import words
from webhook.detection.lexicon import SEVERITIES, LexiconInvalid, Term, read_lexicons

Phrase = tuple[str, ...]


class PhraseDetector:
    """Finds a term where its words follow one another. Time grows with the query, not the lexicon."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: dict[Phrase, list[Term]] = {}
        self._lengths: dict[str, list[int]] = {}  # by first word: how many words a phrase may have
        for term in terms:
            phrase = tuple(words(term.phrase))
            if not phrase:
                raise LexiconInvalid(f"{term.id} has no letter or digit.")
            self._terms.setdefault(phrase, []).append(term)
            lengths = self._lengths.setdefault(phrase[0], [])
            if len(phrase) not in lengths:
                lengths.append(len(phrase))

    def screen(self, query: str, kind: str) -> Finding | None:
        """The gravest finding for this kind of trigger, or None."""
        found = [term for term in self._hits(words(query)) if kind in term.kinds]
        if not found:
            return None
        gravest = max(found, key=lambda term: SEVERITIES.index(term.severity))
        return Finding(gravest.category, gravest.severity)

    def _hits(self, query: list[str]) -> Iterable[Term]:
        for start, word in enumerate(query):
            for length in self._lengths.get(word, ()):
                yield from self._terms.get(tuple(query[start : start + length]), ())


def load_lexicons(folder: Path) -> Detector:
    """The detector of all lexicon files in a folder; an empty folder finds nothing. Raises LexiconInvalid."""
    return PhraseDetector(read_lexicons(folder))
