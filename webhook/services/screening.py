"""From a partner's signed call to `none` or a warning. The query is matched in memory and forgotten."""

import base64
import hashlib
import hmac
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from webhook.domain.commands import DOORS
from webhook.domain.errors import Replayed
from webhook.services.cards import DOOR_AUDIENCE, emergency_card
from webhook.services.context import Context
from webhook.store import partners
from webhook.store.crypto import token_hash
from webhook.store.session import Duplicate, Session
from webhook.store.tables import Partner, Visit

VISIT_LASTS = timedelta(hours=24)
SHOWN_AT_ONCE = DOORS[0]


@dataclass(frozen=True)
class Place:
    """Where it happened: the trigger kind, and the language (BCP 47) and country (ISO 3166-1) that the site knows."""

    kind: str
    language: str | None
    country: str | None


def screen(ctx: Context, partner: Partner, request_id: str, query: str, place: Place) -> dict[str, Any]:
    """The answer to a query: `{"action": "none"}`, or a warning and a new visit. A repeated id answers the same.

    Raises `Replayed` where the id was used for something else.
    """
    finding = ctx.detector.screen(query, place.kind)
    if finding is None:
        with ctx.db.reading() as session:
            if partners.visit_of_request(session, partner.id, request_id):
                raise Replayed
        return {"action": "none"}
    return warn(ctx, partner, request_id, finding.category, place)


def warn(ctx: Context, partner: Partner, request_id: str, category: str, place: Place) -> dict[str, Any]:
    """The warning for a hit, found by us or by the partner. Raises `Replayed` as `screen` does."""
    language = ctx.content.language(place.language)
    token = _token(ctx, partner, request_id)
    try:
        visit = _remember(ctx, partner, request_id, category, place, language, token)
    except Duplicate:  # the same id at the same moment: the other one has written it
        visit = _remember(ctx, partner, request_id, category, place, language, token)
    return _answer(ctx, visit, token)


def _remember(
    ctx: Context, partner: Partner, request_id: str, category: str, place: Place, language: str, token: str
) -> Visit:
    now = ctx.clock()
    with ctx.db.transaction() as session:
        known = partners.visit_of_request(session, partner.id, request_id)
        if known is not None:
            if (known.category, known.kind, known.country) != (category, place.kind, place.country):
                raise Replayed
            return known
        visit = Visit(
            id=uuid.uuid4().hex,
            partner_id=partner.id,
            request_id=request_id,
            token_hash=token_hash(token),
            category=category,
            kind=place.kind,
            language=language,
            country=place.country,
            hour=now.replace(minute=0, second=0, microsecond=0),
            expires_at=_expiry(now),
        )
        session.add(visit)
        _count(session, partner.id, now)
        return visit


def _count(session: Session, partner_id: int, now: datetime) -> None:
    partners.count(session, partner_id, "warning", now.date())


def _expiry(now: datetime) -> datetime:
    # Rounded up to the hour, so that no row tells the moment of a search.
    return (now + VISIT_LASTS + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)


def _token(ctx: Context, partner: Partner, request_id: str) -> str:
    # Derived, so that a repeated request gets the same token although only its hash is stored.
    text = f"visit|{partner.id}|{request_id}".encode()
    digest = hmac.digest(ctx.settings.session_key, text, hashlib.sha256)
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _answer(ctx: Context, visit: Visit, token: str) -> dict[str, Any]:
    content, language, country = ctx.content, visit.language, visit.country
    helplines = content.card(DOOR_AUDIENCE[SHOWN_AT_ONCE], country, language)
    return {
        "action": "warning",
        "visit": visit.id,
        "token": token,
        "expires_at": visit.expires_at.isoformat().replace("+00:00", "Z"),
        "language": language,
        "direction": content.direction(language),
        "country": country,
        "warning": content.warning(language, visit.kind, country),
        "doors": [{"id": door.id, "label": door.label} for door in content.doors(language)],
        "helplines": [helplines] if helplines else [],
        "emergency": emergency_card(ctx, country, language),
        "ui": content.ui(language),
    }
