"""Crisis phrases of one language, as spaCy Matchers over folded words.

A Matcher sees only words that a phrase names; all others become one blank. So nothing a visitor writes
stays in spaCy's vocabulary, which keeps every word it has ever met.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import spacy
from spacy.tokens import Doc

from webhook.safety import folding
from webhook.safety.folding import STOP
from webhook.safety.matching import Needs, Phrases, Stretch
from webhook.safety.mending import Chunk, Mending
from webhook.safety.phrases import GAP, Grammar, Phrase
from webhook.safety.sound import hindi
from webhook.safety.subject import Subject, Subjects

_BLANK = "0"
_SOUNDS: dict[str, Callable[[str], str]] = {"hindi": hindi}


class Hit(NamedTuple):
    """A phrase of `topic` from the place `first` to `last` in the text; `subject` is whose life it speaks of."""

    topic: str
    first: int
    last: int
    subject: Subject


class Read(NamedTuple):
    """A text as one language reads it: the words, and where each stood in the text."""

    words: list[str]
    places: list[int]


class CrisisPhrases:
    """Which crisis a text speaks of, if any."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """`document` is a data/safety/ file. Raises PhraseInvalid."""
        self._sound = _SOUNDS.get(document.get("sound", ""), str)
        self._fillers = frozenset(map(self._fold, document["fillers"]))
        grammar = Grammar(document["groups"], self._fillers, self._fold)
        self._vocab = spacy.blank(
            "xx"
        ).vocab  # words come parted already: no tokenizer of a language is built
        self._subjects = Subjects(document["subject"], self._fold)
        self._needs = Needs()
        self._first: set[str] = set()
        known: set[str] = {STOP}
        self._phrases: dict[str, tuple[Phrases, Phrases]] = {}
        for topic, family in document["crisis"].items():
            meant = [grammar.phrase(phrase) for phrase in family["phrases"]]
            unless = [grammar.phrase(phrase) for phrase in family.get("unless", ())]
            self._phrases[topic] = (self._listed(meant, known), self._listed(unless, known))
        self._known = frozenset(known)
        self._mending = Mending(known, self._fillers)

    def plain(self, words: Sequence[str]) -> Read:
        """Folding's `words` as this language reads them."""
        return self._read(words, self._plain)

    def spelled(self, chunks: Sequence[Chunk]) -> Read:
        """The same of a text that is spelled as a game."""
        return self._read(chunks, lambda chunk: [self._sound(word) for word in self._mending.spelled(chunk)])

    def hits(self, read: Read) -> Iterator[Hit]:
        """Every phrase in it."""
        for stretch in self._worth_reading(read):
            doc = met = None
            for topic, (meant, _) in self._phrases.items():
                met = self._needs.met(stretch.words) if met is None else met
                if not meant.may(met):
                    continue
                doc = doc or Doc(self._vocab, words=list(stretch.words))
                for start, end in set(meant.spans(doc, met)):
                    first, last = stretch.places[start], stretch.places[end - 1]
                    subject = self._subjects.of(read.words, first, last + 1)
                    yield Hit(topic, read.places[first], read.places[last], subject)

    def harmless(self, read: Read, topic: str) -> Iterator[tuple[int, int]]:
        """Where the `unless` of a topic stand: first and last place."""
        for stretch in self._worth_reading(read):
            doc = Doc(self._vocab, words=list(stretch.words))
            for start, end in self._phrases[topic][1].spans(doc, self._needs.met(stretch.words)):
                yield read.places[stretch.places[start]], read.places[stretch.places[end - 1]]

    def known(self, read: Read) -> int:
        """How many of the words this language has."""
        return sum(word in self._known or word in self._fillers for word in read.words)

    def _fold(self, word: str) -> str:
        return self._sound(folding.fold(word))

    def _listed(self, phrases: Sequence[Phrase], known: set[str]) -> Phrases:
        for phrase in phrases:
            known |= phrase.vocabulary
            self._first |= phrase.first
        return Phrases(self._vocab, phrases, self._needs)

    def _plain(self, word: str) -> list[str]:
        heard = self._sound(word)
        return [heard] if heard in self._known else self._mending.plain(heard)

    def _read[T](self, pieces: Sequence[T], reading: Callable[[T], list[str]]) -> Read:
        words: list[str] = []
        places: list[int] = []
        for place, piece in enumerate(pieces):
            found = reading(piece)
            words += found
            places += [place] * len(found)
        return Read(words, places)

    def _worth_reading(self, read: Read) -> Iterator[Stretch]:
        """Each stretch of known words from the first that can begin a phrase."""
        kept: list[str] = []
        places: list[int] = []
        blanks = 0
        for place, word in enumerate([*read.words, STOP]):
            if word in self._fillers:
                continue
            blanks = 0 if word in self._known else blanks + 1
            if word == STOP or blanks > GAP:
                if kept:
                    yield Stretch(kept, places)
                kept, places = [], []
            elif kept or word in self._first:
                kept.append(_BLANK if blanks else word)
                places.append(place)
