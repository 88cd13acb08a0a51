"""Phones as they would look, read from our own tables, and answers as a phone would send them. Development only."""

import secrets
from datetime import timedelta
from typing import Any

from webhook.domain.errors import Refused
from webhook.domain.texts import shown
from webhook.gateways.errors import Temporary
from webhook.gateways.sms import TwinSms
from webhook.services import numbers, texts
from webhook.services.context import Context
from webhook.store import phones as store
from webhook.store.session import Session
from webhook.store.tables import Handoff, StrayText, Text

SHOWN_FOR = timedelta(hours=24)


class PhoneUnheard(Refused):
    """Our own address did not take the phone's text."""

    slug, status, title = "phone-unheard", 502, "The text was not taken"
    detail = "The service did not accept the signed call; its log says why."


def phones(ctx: Context) -> list[dict[str, Any]]:
    """Every phone of the last day with its texts, the phone with the newest text first."""
    found: dict[str, list[dict[str, Any]]] = {}
    with ctx.db.reading() as session:
        since = ctx.clock() - SHOWN_FOR
        for text, handoff in store.texts_of_handoffs(session, since):
            number = numbers.of(session, ctx, handoff)
            found.setdefault(number, []).append(_bubble(session, ctx, text, handoff))
        for stray in store.strays(session, since):
            number = ctx.keyring.open(stray.phone, texts.stray_place(stray.id)).decode()
            found.setdefault(number, []).append(_bubble(session, ctx, stray, None))
    for bubbles in found.values():
        bubbles.sort(key=lambda bubble: (bubble["at"], bubble["id"]))
    newest_first = sorted(found.items(), key=lambda item: item[1][-1]["at"], reverse=True)
    return [{"phone": number, "texts": bubbles} for number, bubbles in newest_first]


def answer(ctx: Context, typed: str, body: str) -> dict[str, str]:
    """Send a text from a phone as the network would; returns its id and the phone (E.164).

    Raises `NumberInvalid` or `PhoneUnheard`.
    """
    phone = numbers.parse(typed, None)
    message_sid = f"SM{secrets.token_hex(16)}"
    if not isinstance(ctx.sms, TwinSms):
        raise PhoneUnheard
    try:
        ctx.sms.answer(phone, body, message_sid)
    except Temporary:
        raise PhoneUnheard from None
    return {"id": message_sid, "phone": phone}


def _bubble(
    session: Session, ctx: Context, text: Text | StrayText, handoff: Handoff | None
) -> dict[str, Any]:
    incoming = isinstance(text, Text) and text.direction == "in"
    return {
        "id": text.provider_sid,
        "at": text.created_at.isoformat().replace("+00:00", "Z"),
        "from": "phone" if incoming else "service",
        "text": texts.words_of(session, ctx, text),
        "status": "sent" if incoming else shown(text.status),
        "chat": handoff.state if handoff else None,
    }
