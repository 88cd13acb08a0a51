"""Crisis phrases of one language, as a spaCy Matcher over folded words.

The Matcher sees only words that a phrase names; all others become one blank. So nothing a visitor writes
stays in spaCy's vocabulary, which keeps every word it has ever met.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc

from webhook.safety.folding import STOP, words
from webhook.safety.phrases import GAP, Grammar, Pattern, vocabulary

_BLANK = "0"
_UNLESS = "unless "

Hits = dict[str, list[tuple[int, int]]]


class CrisisPhrases:
    """Which crisis a text speaks of, if any."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """`document` is a data/safety/ file. Raises PhraseInvalid."""
        grammar = Grammar(document["groups"], frozenset(document["fillers"]))
        self._fillers = grammar.fillers
        self._vocab = spacy.blank(document["language"]).vocab
        self._matcher = Matcher(self._vocab)
        self._topics = tuple(document["crisis"])
        known: set[str] = {STOP}
        self._first: set[str] = set()
        for topic, family in document["crisis"].items():
            known |= self._add(topic, family["phrases"], grammar)
            known |= self._add(_UNLESS + topic, family.get("unless", ()), grammar)
        self._known = frozenset(known)

    def find(self, text: str) -> str | None:
        """The first topic, in the order of the file, with a phrase that no `unless` covers; or None."""
        hits: Hits = {}
        doc = Doc(self._vocab, words=self._worth_reading(text))
        for name, start, end in self._matcher(doc):
            hits.setdefault(self._vocab.strings[name], []).append((start, end))
        return next((topic for topic in self._topics if _stands(hits, topic)), None)

    def _worth_reading(self, text: str) -> list[str]:
        """Each stretch of known words from the first that can begin a phrase, with STOP between stretches."""
        kept: list[str] = []
        begun, blanks = False, 0
        for word in words(text):
            if word in self._fillers:
                continue
            blanks = 0 if word in self._known else blanks + 1
            if word == STOP or blanks > GAP:
                kept += [STOP] if begun else []
                begun = False
            elif begun or word in self._first:
                begun = True
                kept.append(_BLANK if blanks else word)
        return kept

    def _add(self, name: str, phrases: Sequence[str], grammar: Grammar) -> frozenset[str]:
        patterns: list[Pattern] = [pattern for phrase in phrases for pattern in grammar.patterns(phrase)]
        if patterns:
            self._matcher.add(name, patterns)
            self._first |= vocabulary([pattern[:1] for pattern in patterns])
        return vocabulary(patterns)


def _stands(hits: Hits, topic: str) -> bool:
    harmless = hits.get(_UNLESS + topic, ())
    return any(
        not any(start <= first and last <= end for start, end in harmless)
        for first, last in hits.get(topic, ())
    )
