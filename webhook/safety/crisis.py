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
from webhook.safety.mending import Mending
from webhook.safety.phrases import GAP, Grammar, Phrase
from webhook.safety.sound import hindi
from webhook.safety.subject import Subject, Subjects

_BLANK = "0"
_SOUNDS: dict[str, Callable[[str], str]] = {"hindi": hindi}
_OF_A_SUBJECT = "crisis.suicide"


class Crisis(NamedTuple):
    """A topic, and for crisis.suicide whose life it is."""

    topic: str
    subject: Subject | None


class CrisisPhrases:
    """Which crisis a text speaks of, if any."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """`document` is a data/safety/ file. Raises PhraseInvalid."""
        self._sound = _SOUNDS.get(document.get("sound", ""), str)
        self._fillers = frozenset(map(self._fold, document["fillers"]))
        grammar = Grammar(document["groups"], self._fillers, self._fold)
        self._vocab = spacy.blank(document["language"]).vocab
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

    def find(self, words: Sequence[str], chunks: Sequence[str]) -> Crisis | None:
        """The first topic, in the order of the file, with a phrase that no `unless` covers; or None.

        `words` are folding's `words` of the text, `chunks` its `chunks`: either may raise it.
        """
        found = self._found(self._plain(words))
        spelled = self._found(self._spelled(chunks)) if chunks else {}
        for topic in self._phrases:
            subjects = found.get(topic, set()) | spelled.get(topic, set())
            if subjects:
                return Crisis(topic, _subject(subjects) if topic == _OF_A_SUBJECT else None)
        return None

    def _fold(self, word: str) -> str:
        return self._sound(folding.fold(word))

    def _listed(self, phrases: Sequence[Phrase], known: set[str]) -> Phrases:
        for phrase in phrases:
            known |= phrase.vocabulary
            self._first |= phrase.first
        return Phrases(self._vocab, phrases, self._needs)

    def _plain(self, words: Sequence[str]) -> list[str]:
        read: list[str] = []
        for heard in map(self._sound, words):
            read += [heard] if heard in self._known else self._mending.plain(heard)
        return read

    def _spelled(self, chunks: Sequence[str]) -> list[str]:
        return [self._sound(word) for chunk in chunks for word in self._mending.spelled(chunk)]

    def _found(self, words: Sequence[str]) -> dict[str, set[Subject]]:
        """The topics that stand, each with the subjects of its phrases."""
        found: dict[str, set[Subject]] = {}
        for stretch in self._worth_reading(words):
            met = self._needs.met(stretch.words)
            doc: Doc | None = None
            for topic, (meant, unless) in self._phrases.items():
                doc = doc or Doc(self._vocab, words=list(stretch.words))
                hits = set(meant.spans(doc, met))
                harmless = set(unless.spans(doc, met)) if hits else set()
                for start, end in hits:
                    if not any(begin <= start and end <= last for begin, last in harmless):
                        subject = self._subjects.of(words, stretch.places[start], stretch.places[end - 1] + 1)
                        found.setdefault(topic, set()).add(subject)
        return found

    def _worth_reading(self, words: Sequence[str]) -> Iterator[Stretch]:
        """Each stretch of known words from the first that can begin a phrase."""
        kept: list[str] = []
        places: list[int] = []
        blanks = 0
        for place, word in enumerate([*words, STOP]):
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


def _subject(subjects: set[Subject]) -> Subject:
    return "self" if "self" in subjects else "other"
