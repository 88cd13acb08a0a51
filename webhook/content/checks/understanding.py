"""What people write: enough of it for every intent, each example once, no intent that nobody knows."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from webhook.content import examples
from webhook.content.catalogue import Content
from webhook.content.checks.written import Place, Written
from webhook.content.examples import Example, Named
from webhook.content.schemas import Schemas
from webhook.content.topics import Topics

_ENOUGH = {"en": 60, "hi": 40}
_ENOUGH_ELSEWHERE = 10
_ENOUGH_OF_FEW_FORMS = 25  # people have fewer ways to say a bare yes or no
_FEW_FORMS = ("control_affirm", "control_deny")
_WRITTEN_LATIN_TOO = {"hi": 0.4}
"""The least share of examples in Latin letters: about half of all people write it so."""
_TRAINED = ("en", "hi")
"""Languages that need examples in any case; others may be understood by transfer."""
_PRESSED = ("door_",)
_NEVER_TRAINED = "nlu_fallback"


def problems(content: Content, written: Written, schemas: Schemas) -> Iterator[str]:
    """Findings of form, then of names, of number, and of what is written twice."""
    found: list[str] = []
    named, every = examples.load(written.root, schemas, found)
    yield from found
    yield from _unknown(named, content.topics)
    yield from _too_few(named, every, content.topics)
    yield from _without(content, written, {each.language for each in named})
    yield from _twice(every)


def spoken(topics: Topics) -> list[str]:
    """The intents that people express in words; the others are only pressed."""
    return [
        intent
        for topic in topics.all.values()
        for intent in topic.intents
        if not intent.startswith(_PRESSED) and intent != _NEVER_TRAINED
    ]


def _unknown(named: list[Named], topics: Topics) -> Iterator[str]:
    may = set(spoken(topics))
    for _, place, intent in named:
        if not topics.has_intent(intent):
            yield f"{place}: {intent} is of no topic: correct it, or name it in data/topics.yml under one topic."
        elif intent not in may:
            yield f"{place}: {intent} is only pressed: take its examples out, or give them to a spoken intent."


def _too_few(named: list[Named], every: list[Example], topics: Topics) -> Iterator[str]:
    places = {(each.language, each.intent): each.place for each in named}
    counts = Counter((each.language, each.intent) for each in every)
    latin = Counter((each.language, each.intent) for each in every if _latin(each.text))
    for language in sorted({*_TRAINED, *(each.language for each in named)}):
        for intent in spoken(topics):
            key = (language, intent)
            place = places.get(key, f"data/nlu/{language}/")
            enough = _enough(language, intent)
            if counts[key] < enough:
                yield f"{place}: {intent} has {counts[key]} examples, and {enough} are the least: write more."
            elif latin[key] < counts[key] * _WRITTEN_LATIN_TOO.get(language, 0):
                said = f"{latin[key]} of {counts[key]} examples in Latin letters"
                yield f"{place}: {intent} has {said}: write about half of them so."


def _enough(language: str, intent: str) -> int:
    least = _ENOUGH.get(language, _ENOUGH_ELSEWHERE)
    return min(least, _ENOUGH_OF_FEW_FORMS) if intent in _FEW_FORMS else least


def _latin(text: str) -> bool:
    """Whether the letters are Latin; a text without any is of every script."""
    return not any(letter.isalpha() and ord(letter) > 0x24F for letter in text)


def _without(content: Content, written: Written, trained: set[str]) -> Iterator[str]:
    for language, words in content.words.items():
        if language not in trained and not words.limited:
            place = Place(written.warnings(language).path, ("understanding",))
            yield (
                f"{written.at(place)}: understanding is full, and data/nlu/{language}/ is missing:"
                " write ten examples an intent there, or put limited here."
            )


def _twice(every: list[Example]) -> Iterator[str]:
    same: dict[str, list[Example]] = defaultdict(list)
    for each in every:
        same[each.folded].append(each)
    for group in same.values():
        for first, second in pairwise(group):
            if first.intent != second.intent:
                yield (
                    f"{second.place}: “{second.text}” of {second.intent} stands at {first.place} too,"
                    f" under {first.intent}: keep it where it belongs, and take the other out."
                )
            elif first.language == second.language:
                yield f"{second.place}: “{second.text}” stands at {first.place} too: take one out."
