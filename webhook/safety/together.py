"""The crisis phrases of all languages read together: people mix them, and one may deny what another has."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from webhook.safety.crisis import CrisisPhrases, Hit, Read
from webhook.safety.folding import chunks, words
from webhook.safety.mending import Chunk
from webhook.safety.subject import Subject

_OF_A_SUBJECT = "crisis.suicide"
_GRAVEST = (_OF_A_SUBJECT, "crisis.child_in_danger", "crisis.may_harm_child", "crisis.harm_other")


class Crisis(NamedTuple):
    """A topic, and for crisis.suicide whose life it is."""

    topic: str
    subject: Subject | None


class Together:
    """Which crisis a text speaks of in any language, if any."""

    def __init__(self, languages: Mapping[str, CrisisPhrases]) -> None:
        self._languages = list(languages.values())

    def find(self, text: str) -> Crisis | None:
        """The gravest; a phrase counts where no `unless` of any language covers it, read plainly or spelled out."""
        plain, spelled = words(text), [Chunk(written) for written in chunks(text)]
        found = [self._found(lambda phrases: phrases.plain(plain))]
        if spelled:
            found.append(self._found(lambda phrases: phrases.spelled(spelled)))
        return min((crisis for crisis in found if crisis), key=_gravity, default=None)

    def _found(self, reading: Callable[[CrisisPhrases], Read]) -> Crisis | None:
        read = [(phrases, reading(phrases)) for phrases in self._languages]
        hits = [list(phrases.hits(text)) for phrases, text in read]
        for topic in _GRAVEST:
            if not any(hit.topic == topic for own in hits for hit in own):
                continue
            harmless = {span for phrases, text in read for span in phrases.harmless(text, topic)}
            standing = [_standing(own, topic, harmless) for own in hits]
            if any(standing):
                return Crisis(topic, _subject(read, standing) if topic == _OF_A_SUBJECT else None)
        return None


def _standing(hits: Iterable[Hit], topic: str, harmless: set[tuple[int, int]]) -> list[Hit]:
    return [
        hit
        for hit in hits
        if hit.topic == topic and not any(first <= hit.first and hit.last <= last for first, last in harmless)
    ]


def _subject(read: list[tuple[CrisisPhrases, Read]], standing: list[list[Hit]]) -> Subject:
    """By the language that has most of the words: one's own life if any phrase there is of it."""
    told = [(phrases.known(text), own) for (phrases, text), own in zip(read, standing, strict=True) if own]
    _, hits = max(told, key=lambda one: one[0])
    return "self" if any(hit.subject == "self" for hit in hits) else "other"


def _gravity(crisis: Crisis) -> tuple[int, bool]:
    return _GRAVEST.index(crisis.topic), crisis.subject == "other"
