"""Cards: services and emergency numbers of the visitor's country, fitting what has been said."""

from typing import Any

from webhook.services.context import Context
from webhook.store.tables import Conversation

SHOWN = 3
"""Services on a card: never a wall of numbers (domain.md, section 4)."""

ADULTS, YOUNG = "own_behaviour", "young_person"

DOOR_AUDIENCE = {
    "door.me": "own_behaviour",
    "door.mistake": "own_behaviour",
    "door.under_18": "young_person",
    "door.victim": "victim",
    "door.concerned": "concerned",
    "door.report": "report",
}


def fill(ctx: Context, conversation: Conversation, cards: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    """Cards as a client draws them: helplines and emergency numbers of the visitor's country, each once.

    A minor in a crisis gets the services for young people too. A service that an earlier card shows is left out of a
    later one, unless that would be empty.
    """
    shown: dict[tuple[str, str | None], dict[str, Any]] = {}
    for card in _with_youth(conversation, cards):
        filled = _filled(ctx, conversation, card)
        if filled is not None:
            shown.setdefault((filled["kind"], filled.get("audience")), filled)
    return _without_doubles(list(shown.values()))


def _with_youth(conversation: Conversation, cards: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], ...]:
    audiences = {card.get("audience") for card in cards}
    missing = conversation.minor and "crisis" in audiences and YOUNG not in audiences
    return (*cards, {"kind": "helplines", "audience": YOUNG}) if missing else cards


def _without_doubles(cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: set[str] = set()
    for card in cards:
        if card["kind"] != "helplines":
            continue
        card["items"] = [item for item in card["items"] if item["id"] not in seen] or card["items"]
        seen |= {item["id"] for item in card["items"]}
    return cards


def _filled(ctx: Context, conversation: Conversation, card: dict[str, Any]) -> dict[str, Any] | None:
    language, country = conversation.language, conversation.country
    if card["kind"] == "note":
        return dict(card)
    if card["kind"] == "emergency":
        return emergency_card(ctx, country, language)
    named = card["audience"]
    audience = audience_of(ctx, conversation) if named == "situation" else named
    if conversation.minor and audience == ADULTS:
        audience = YOUNG
    limit = card.get("limit", SHOWN)
    return ctx.content.card(
        audience, country, language, limit, age=_age(conversation, card), way=card.get("way")
    )


def _age(conversation: Conversation, card: dict[str, Any]) -> str | None:
    """Whose services: what the card says of the person in the picture, else what the visitor said."""
    return card.get("age") or ("child" if conversation.minor else None)


def emergency_card(ctx: Context, country: str | None, language: str) -> dict[str, Any]:
    """The emergency number of the country, or general words where the country is not known."""
    found = ctx.content.emergency(country, language)
    if found is None:
        return {"kind": "emergency", "number": None, "text": ctx.content.emergency_general(language)}
    return {"kind": "emergency", "phone_href": f"tel:{found['number']}", **found}


def audience_of(ctx: Context, conversation: Conversation) -> str:
    """Whose helplines fit: those of the last topic that told something, else of the door taken.

    A minor never gets the services for adults' own behaviour.
    """
    audience = _audience_of(ctx, conversation)
    return YOUNG if conversation.minor and audience == ADULTS else audience


def _audience_of(ctx: Context, conversation: Conversation) -> str:
    if conversation.topic:
        audience = ctx.content.topic(conversation.topic).audience
        if audience:
            return audience
    return DOOR_AUDIENCE.get(conversation.door or "", "own_behaviour")
