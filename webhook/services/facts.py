"""What is known of the service that would be contacted: the honest answer to what keeps a person from it."""

from collections.abc import Callable
from typing import Any

from webhook.domain.handoffs import Channel
from webhook.services import cards
from webhook.services.context import Context
from webhook.store import handoffs
from webhook.store.session import Session
from webhook.store.tables import Conversation

Item = dict[str, Any]
LAW = "law"
ENDS = (".", "!", "?", "\u0964", "\u061f")  # the last two are Hindi's full stop and Arabic's question mark
VALUES: dict[str, Callable[[Item], Any]] = {
    "anonymous": lambda item: item.get("anonymous"),
    "bill": lambda item: item.get("on_bill"),
    "cost": lambda item: item.get("cost"),
    "hours": lambda item: item.get("hours"),
    "languages": lambda item: ", ".join(item.get("languages") or ()),
    "listens": lambda item: item.get("who_listens"),
    "limit": lambda item: item.get("confidentiality"),
}


def lines(session: Session, ctx: Context, conversation: Conversation, names: tuple[str, ...]) -> list[str]:
    """One sentence a fact, about the line that a handoff would reach, else the nearest service.

    What is asked first is always answered, also with "we do not know"; the others where they are known.
    """
    language = conversation.language
    said = []
    for place, name in enumerate(names):
        if name == LAW:
            said.append(ctx.content.law(conversation.country, language))
            continue
        item = _line(session, ctx, conversation, name)
        if item is not None:
            said.append(_sentence(ctx, language, name, item, always=place == 0))
    return [sentence for sentence in said if sentence]


def _line(session: Session, ctx: Context, conversation: Conversation, fact: str) -> Item | None:
    if fact == "limit":
        for channel in Channel:
            desk = handoffs.desk_for(session, channel, conversation.language, conversation.country)
            if desk is not None:
                return {"name": desk.name, "confidentiality": desk.confidentiality}
    audience = cards.audience_of(ctx, conversation)
    found = ctx.content.card(audience, conversation.country, conversation.language, 1)
    return found["items"][0] if found else None


def _sentence(ctx: Context, language: str, name: str, item: Item, *, always: bool) -> str | None:
    value = VALUES[name](item)
    if value is True or value is False:
        return ctx.content.fact(f"{name}_{'yes' if value else 'no'}", language, name=item["name"])
    if value:
        said = ctx.content.fact(name, language, name=item["name"], value=str(value).rstrip("."))
        return said if said.endswith(ENDS) else f"{said}."
    return ctx.content.fact(f"{name}_unknown", language, name=item["name"]) if always else None
