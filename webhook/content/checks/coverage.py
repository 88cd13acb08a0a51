"""Every language says everything, with the same names to fill in."""

from collections.abc import Iterator, Mapping
from typing import Any

from webhook.content.catalogue import DEFAULT_LANGUAGE, Content
from webhook.content.checks.written import Place, Step, Written
from webhook.content.replies import Replies
from webhook.content.words import places

_OF_ITS_OWN = ("language", "review", "name", "direction", "called", "understanding")
_FILLED_IN = frozenset({"count", "desk", "last", "name", "number", "service", "time", "value"})
"""What the service fills in, in the fixed words of any language."""


def problems(content: Content, written: Written) -> Iterator[str]:
    """What a language lacks beside the default one; a language is complete or not offered."""
    for language in content.words:
        if language not in content.replies:
            yield (
                f"data/responses/{language}/ is missing: copy data/responses/{DEFAULT_LANGUAGE}/ and translate it,"
                f" or take data/warnings/{language}.yml away until it is there."
            )
        yield from _fixed_words(language, written)
    for language, replies in content.replies.items():
        if language not in content.words:
            yield (
                f"data/warnings/{language}.yml is missing: copy data/warnings/{DEFAULT_LANGUAGE}.yml and translate it,"
                f" or take data/responses/{language}/ away until it is there."
            )
        if DEFAULT_LANGUAGE in content.replies:
            yield from _replies(language, replies, content.replies[DEFAULT_LANGUAGE], written)
    for country, locale in content.locales.all.items():
        for language, text in locale.law.items():
            if named(text) != set():
                place = Place(written.root / "locales" / f"{country.lower()}.yml", ("law", language))
                yield f"{written.at(place)}: law > {language} has braces, which nobody fills in: take them out."


def named(text: str) -> set[str] | None:
    """The names in braces; None where a brace is not closed."""
    try:
        return places(text)
    except ValueError:
        return None


def in_braces(names: set[str] | None) -> str:
    """How names are told to a person."""
    return " and ".join(f"{{{name}}}" for name in sorted(names or ())) or "nothing in braces"


def _leaves(document: Mapping[str, Any], above: tuple[Step, ...] = ()) -> dict[tuple[Step, ...], str]:
    found: dict[tuple[Step, ...], str] = {}
    for key, value in document.items():
        if above or key not in _OF_ITS_OWN:
            here = (*above, key)
            found |= _leaves(value, here) if isinstance(value, dict) else {here: str(value)}
    return found


def _fixed_words(language: str, written: Written) -> Iterator[str]:
    file, model = written.warnings(language), written.warnings(DEFAULT_LANGUAGE)
    own, wanted = _leaves(written.document(file.path)), _leaves(written.document(model.path))
    for steps in wanted.keys() - own.keys():
        said = f"{_said(steps)} is missing: copy its line from data/warnings/{DEFAULT_LANGUAGE}.yml and translate it."
        yield f"{written.at(file.below(*steps))}: {said}"
    for steps in own.keys() - wanted.keys():
        yield f"{written.at(file.below(*steps))}: {_said(steps)} is in no other language: correct it or take it out."
    for steps in sorted(own.keys() & wanted.keys(), key=str):
        names, needed = named(own[steps]), named(wanted[steps])
        where = f"{written.at(file.below(*steps))}: {_said(steps)}"
        if names is None:
            yield f"{where} has a brace that is not closed."
        elif language == DEFAULT_LANGUAGE and not names <= _FILLED_IN:
            known = in_braces(set(_FILLED_IN))
            yield f"{where} names {in_braces(names - _FILLED_IN)}, which nobody fills in; known are {known}."
        elif needed is not None and names != needed:
            yield f"{where} must name {in_braces(needed)}, as in {DEFAULT_LANGUAGE}, and names {in_braces(names)}."


def _said(steps: tuple[Step, ...]) -> str:
    return " > ".join(map(str, steps))


def _replies(language: str, replies: Replies, model: Replies, written: Written) -> Iterator[str]:
    homes, own = written.replies(DEFAULT_LANGUAGE), written.replies(language)
    for key in sorted(model.by_key.keys() - replies.by_key.keys()):
        file = homes[key].path.name
        yield (
            f"data/responses/{language}/{file}: {key} is missing: copy it from"
            f" data/responses/{DEFAULT_LANGUAGE}/{file} and translate it."
        )
    for key in sorted(replies.by_key.keys() - model.by_key.keys()):
        yield f"{written.at(own[key])}: {key} is in no other language: correct its name, or take it out."
    for intent in sorted(model.labels.keys() - replies.labels.keys()):
        yield (
            f"data/responses/{language}/buttons.yml: no button has a label for {intent}:"
            f" add utter_button_{intent} with its words."
        )
