"""From a partner's signed call to `none`, a notice or a warning. A query is matched in memory and forgotten."""

import base64
import hashlib
import hmac
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from webhook.detection import Finding
from webhook.detection.finding import action_of
from webhook.domain.errors import Replayed
from webhook.services import doors
from webhook.services.cards import emergency_card
from webhook.services.context import Context
from webhook.store import partners
from webhook.store.crypto import token_hash
from webhook.store.session import Duplicate
from webhook.store.tables import Partner, Visit

VISIT_LASTS = timedelta(hours=24)
NONE = {"action": "none"}

TURN_CHARACTERS = 20_000


@dataclass(frozen=True)
class Place:
    """Where it happened: the trigger kind, and the language (BCP 47) and country (ISO 3166-1) that the site knows."""

    kind: str
    language: str | None
    country: str | None


@dataclass(frozen=True)
class Hit:
    """What a hit leads to. Only `action`, "warning" or "notice", is told to the partner."""

    category: str
    action: str = "warning"
    context: str | None = None

    @classmethod
    def of(cls, finding: Finding) -> "Hit":
        """A sure and grave finding is a warning, any other a notice; what else it is about never makes it none."""
        return cls(finding.category, action_of(finding), finding.context)


def screen(ctx: Context, partner: Partner, request_id: str, query: str, place: Place) -> dict[str, Any]:
    """The answer to a query: `{"action": "none"}`, or a warning or notice and a new visit.

    A repeated id answers the same; `none` needs no memory for that, and reads no database. Raises `Replayed` where
    the id stands for a hit of another category, kind or country.
    """
    finding = ctx.lexicons.detector.screen(query, place.kind, _counting(partner))
    if finding is None:
        return dict(NONE)
    return warn(ctx, partner, request_id, Hit.of(finding), place)


def harmless(ctx: Context, partner: Partner, query: str, kind: str, *, typing: bool) -> bool:
    """Will `screen` (or `hold`, for words still being typed) answer `none`?"""
    detector = ctx.lexicons.detector
    find = detector.unfinished if typing else detector.screen
    return find(query, kind, _counting(partner)) is None


def screen_batch(ctx: Context, partner: Partner, queries: Sequence[str], kind: str) -> dict[str, Any]:
    """The action for each query, in order: no visit, no words, no count."""
    detector, lists = ctx.lexicons.detector, _counting(partner)
    found = (detector.screen(query, kind, lists) for query in _in_turns(queries))
    return {"results": [{"action": Hit.of(finding).action if finding else "none"} for finding in found]}


def hold(ctx: Context, partner: Partner, query: str, kind: str) -> dict[str, Any]:
    """Should words that are still being typed be completed: `none` (they may) or `hold`. Leaves nothing behind."""
    found = ctx.lexicons.detector.unfinished(query, kind, _counting(partner))
    return {"action": "hold" if found else "none"}


def hold_batch(ctx: Context, partner: Partner, queries: Sequence[str], kind: str) -> dict[str, Any]:
    """The same for each query, in order."""
    return {"results": [hold(ctx, partner, query, kind) for query in _in_turns(queries)]}


def _counting(partner: Partner) -> frozenset[str] | None:
    return None if partner.lists is None else frozenset(partner.lists)


def _in_turns(queries: Sequence[str]) -> Iterator[str]:
    """The queries, with a turn for other requests of this process now and then."""
    read = 0
    for query in queries:
        yield query
        read += len(query)
        if read > TURN_CHARACTERS:
            read = 0
            time.sleep(0)


def warn(ctx: Context, partner: Partner, request_id: str, hit: Hit, place: Place) -> dict[str, Any]:
    """The answer to a hit, found by us or by the partner. Raises `Replayed` as `screen` does."""
    language = ctx.content.language(place.language)
    token = _token(ctx, partner, request_id)
    try:
        visit = _remember(ctx, partner, request_id, hit, place, language, token)
    except Duplicate:  # the same id at the same moment: the other one has written it
        visit = _remember(ctx, partner, request_id, hit, place, language, token)
    return _answer(ctx, visit, hit, token)


def _remember(
    ctx: Context, partner: Partner, request_id: str, hit: Hit, place: Place, language: str, token: str
) -> Visit:
    now = ctx.clock()
    with ctx.db.transaction() as session:
        known = partners.visit_of_request(session, partner.id, request_id)
        if known is not None:
            if (known.category, known.kind, known.country) != (hit.category, place.kind, place.country):
                raise Replayed
            return known
        visit = Visit(
            id=uuid.uuid4().hex,
            partner_id=partner.id,
            request_id=request_id,
            token_hash=token_hash(token),
            category=hit.category,
            kind=place.kind,
            language=language,
            country=place.country,
            hour=now.replace(minute=0, second=0, microsecond=0),
            expires_at=_expiry(now),
        )
        session.add(visit)
        partners.count(session, partner.id, hit.action, now.date())
        return visit


def _expiry(now: datetime) -> datetime:
    # Rounded up to the hour, so that no row tells the moment of a search.
    return (now + VISIT_LASTS + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)


def _token(ctx: Context, partner: Partner, request_id: str) -> str:
    # Derived, so that a repeated request gets the same token although only its hash is stored.
    text = f"visit|{partner.id}|{request_id}".encode()
    digest = hmac.digest(ctx.settings.session_key, text, hashlib.sha256)
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _answer(ctx: Context, visit: Visit, hit: Hit, token: str) -> dict[str, Any]:
    content, language, country = ctx.content, visit.language, visit.country
    labels = {door.id: door.label for door in content.doors(language)}
    helplines = content.card(doors.audience(hit.action, hit.context), country, language)
    return {
        "action": hit.action,
        "visit": visit.id,
        "token": token,
        "expires_at": visit.expires_at.isoformat().replace("+00:00", "Z"),
        "language": language,
        "direction": content.direction(language),
        "country": country,
        "warning": content.warning(language, visit.kind, country, hit.action, hit.context),
        "doors": [{"id": id, "label": labels[id]} for id in doors.order(hit.action, hit.context)],
        "helplines": [helplines] if helplines else [],
        "emergency": emergency_card(ctx, country, language),
        "ui": content.ui(language),
    }
