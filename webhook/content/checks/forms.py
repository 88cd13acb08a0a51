"""Each reply in its form: a text message, variants that differ, few buttons, and the same in every language."""

from collections.abc import Iterator
from typing import Any

from webhook.content.catalogue import DEFAULT_LANGUAGE, Content
from webhook.content.checks.coverage import in_braces, named
from webhook.content.checks.written import Place, Written
from webhook.content.replies import LABEL, SMS

_MOST_BUTTONS = 3
_LISTS_ALL = "utter_barrier"
_FILLED_IN = {SMS: {"line", "emergency"}, "chat": set[str]()}

Variations = list[tuple[Place, dict[str, Any]]]


def problems(content: Content, written: Written) -> Iterator[str]:
    """Findings of every language, and what differs from the default one's buttons, cards, facts and places."""
    for language in content.replies:
        for key, place in written.replies(language).items():
            own = list(written.variations(language, key))
            where = written.at(place)
            if not key.startswith(LABEL):
                yield from (f"{where}: {key} {problem}" for problem in _whole(key, own))
            yield from _filled_in(key, own, written)
            model = list(written.variations(DEFAULT_LANGUAGE, key))
            if language != DEFAULT_LANGUAGE and model:
                yield from (f"{where}: {key} {problem}" for problem in _unlike(own, model))


def _whole(key: str, own: Variations) -> Iterator[str]:
    texts = [" ".join(variation["text"].split()) for _, variation in own if "channel" not in variation]
    if len(set(texts)) < len(texts):
        yield "says the same in two variants: write one in other words, or take it out."
    messages = sum(variation.get("channel") == SMS for _, variation in own)
    if messages != 1:
        yield f"has {messages or 'no'} text messages: each reply has one, under channel: sms."
    buttons = _first(own).get("buttons", [])
    if len(buttons) > _MOST_BUTTONS and key != _LISTS_ALL:
        yield f"has {len(buttons)} buttons: {_MOST_BUTTONS} at most, the first the one we hope for."
    if len({button["title"] for button in buttons}) < len(buttons):
        yield "has two buttons with the same words: give each its own."
    if any("buttons" in later or "custom" in later for later in _chat(own)[1:]):
        yield "has buttons or cards in a later variant: the first has them for all, take these out."


def _filled_in(key: str, own: Variations, written: Written) -> Iterator[str]:
    for place, variation in own:
        channel = variation.get("channel", "chat")
        names, known = named(variation["text"]), _FILLED_IN[channel]
        where = f"{written.at(place.below('text'))}: {key}" + (f" ({channel})" if channel == SMS else "")
        if names is None:
            yield f"{where} has a brace that is not closed."
        elif not names <= known:
            may = (
                f"a text message knows {in_braces(known)}"
                if known
                else "a reply in the chat has no such places"
            )
            yield f"{where} names {in_braces(names - known)}, which nobody fills in; {may}."


def _unlike(own: Variations, model: Variations) -> Iterator[str]:
    mine, theirs = _first(own), _first(model)
    of_mine, of_theirs = _payloads(mine), _payloads(theirs)
    if of_mine != of_theirs:
        yield f"must have the buttons {', '.join(of_theirs) or 'of none'}, in this order, as in {DEFAULT_LANGUAGE}."
    for part in ("cards", "facts"):
        if mine.get("custom", {}).get(part) != theirs.get("custom", {}).get(part):
            yield f"must have the same {part} as in {DEFAULT_LANGUAGE}: copy its custom part from there."
    message, wanted = _message(own), _message(model)
    if message and wanted and named(message) not in (None, named(wanted)):
        yield f"must name {in_braces(named(wanted))} in its text message, as in {DEFAULT_LANGUAGE}."


def _chat(variations: Variations) -> list[dict[str, Any]]:
    return [variation for _, variation in variations if "channel" not in variation]


def _first(variations: Variations) -> dict[str, Any]:
    return _chat(variations)[0]


def _message(variations: Variations) -> str | None:
    return next((v["text"] for _, v in variations if v.get("channel") == SMS), None)


def _payloads(variation: dict[str, Any]) -> list[str]:
    return [button["payload"] for button in variation.get("buttons", ())]
