"""The phrases of one list, as a spaCy Matcher each: only those are run whose words are there."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from webhook.safety.phrases import Phrase


class Needs:
    """A number for each set of words that phrases need, so that many are compared with a text at once."""

    def __init__(self) -> None:
        self._numbers: dict[frozenset[str], int] = {}
        self._bits: dict[str, int] = {}

    def mask(self, needed: Collection[frozenset[str]]) -> int:
        """What a phrase needs."""
        mask = 0
        for words in needed:
            number = self._numbers.setdefault(words, len(self._numbers))
            mask |= 1 << number
            for word in words:
                self._bits[word] = self._bits.get(word, 0) | 1 << number
        return mask

    def met(self, words: Collection[str]) -> int:
        """What these words give."""
        mask = 0
        for word in words:
            mask |= self._bits.get(word, 0)
        return mask


@dataclass(frozen=True)
class Stretch:
    """Known words in a row. `places` are where they stand among the words of the text."""

    words: Sequence[str]
    places: Sequence[int]


class Phrases:
    """A list of phrases over one vocabulary."""

    def __init__(self, vocab: Vocab, phrases: Sequence[Phrase], needs: Needs) -> None:
        self._matchers = [(needs.mask(phrase.needed), _matcher(vocab, phrase)) for phrase in phrases]

    def may(self, met: int) -> bool:
        """Whether any phrase has its words in the text."""
        return any(mask & met == mask for mask, _ in self._matchers)

    def spans(self, doc: Doc, met: int) -> Iterator[tuple[int, int]]:
        """Where one of the phrases stands, from and to before; `met` is what the words of the text give."""
        for mask, matcher in self._matchers:
            if mask & met == mask:
                for _, start, end in matcher(doc):
                    yield start, end


def _matcher(vocab: Vocab, phrase: Phrase) -> Matcher:
    matcher = Matcher(vocab)
    matcher.add("phrase", phrase.patterns)
    return matcher
