"""What a topic's replies must say in words, found by the phrases that data/musts/<language>.yml lists for it."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from webhook.content.catalogue import Content
from webhook.content.checks.promises import CARD, SEEN_BY_MACHINE, keys_of
from webhook.content.checks.written import Place, Written
from webhook.content.replies import SMS
from webhook.content.schemas import Schemas
from webhook.content.topics import Topics

BY_DEED = frozenset(
    {
        "opens the chat handoff, or offers another way",
        "opens the number entry outside the conversation",
        "chat and SMS where a desk answers there, no promise of when",
        "helplines of the situation so far",
        "one helpline, once",
        "switches at once",
    }
)
"""What the service does and no word can show; conversations are tested for it."""

_SHORT_VOWELS = re.compile("[\u064b-\u0652]")  # Arabic, written or left out at will


def problems(content: Content, written: Written, schemas: Schemas) -> list[str]:
    """Phrases that a reply lacks, musts that a language's table lacks, and tables that are missing."""
    found: list[str] = []
    for language in content.languages:
        path = written.root / "musts" / f"{language}.yml"
        if not path.is_file():
            found.append(
                f"data/musts/{language}.yml is missing: copy data/musts/en.yml,"
                f" and for each must put in phrases as they stand in data/responses/{language}/."
            )
            continue
        table = schemas.read("musts", path, found)
        if table is not None:
            found += _table(table["musts"], content.topics, written, Place(path, ("musts",)))
            found += _spoken(table["musts"], content.topics, written, language)
    return found


def worded(topics: Topics) -> dict[str, list[str]]:
    """Each must that is kept by words, with the topics that have it."""
    found: dict[str, list[str]] = {}
    for topic in topics.all.values():
        for must in topic.must:
            if not must.startswith(CARD) and must not in (*SEEN_BY_MACHINE, *BY_DEED):
                found.setdefault(must, []).append(topic.name)
    return found


def _table(table: dict[str, Any], topics: Topics, written: Written, place: Place) -> Iterator[str]:
    wanted = worded(topics)
    for must in wanted.keys() - table.keys():
        yield f"{written.at(place)}: “{must}” of {wanted[must][0]} is missing: list the phrases that say it."
    for must in table.keys() - wanted.keys():
        yield f"{written.at(place.below(must))}: “{must}” stands in no topic's must: correct it or take it out."


def _spoken(table: dict[str, Any], topics: Topics, written: Written, language: str) -> Iterator[str]:
    for must, names in worded(topics).items():
        for name in names if must in table else ():
            for key in keys_of(topics.named(name)):
                for place, variation in written.variations(language, key):
                    channel = variation.get("channel", "chat")
                    label = f"{key} ({SMS})" if channel == SMS else key
                    for choice in _lacking(variation["text"], table[must].get(channel, [])):
                        yield (
                            f"{written.at(place.below('text'))}: {label} must say “{must}”, and has none of: {choice}."
                            f" Say it, or add your words to data/musts/{language}.yml."
                        )


def _lacking(text: str, phrases: list[str]) -> Iterator[str]:
    said = _plain(text)
    for phrase in phrases:
        if not any(_plain(choice) in said for choice in phrase.split("|")):
            yield phrase


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).casefold().replace("’", "'")
    return " ".join(_SHORT_VOWELS.sub("", folded).split())
