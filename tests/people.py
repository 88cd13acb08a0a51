"""The people of the tests: a partner, a visitor who saw a warning, a desk and its staff."""

import secrets
import uuid
from dataclasses import dataclass
from typing import Any

from webhook.domain.handoffs import Channel
from webhook.services import handoffs, partners, reading, screening, talking, visits
from webhook.services.context import Context
from webhook.store.partners import by_site_key
from webhook.store.tables import Desk, Partner, Staff, Visit

SITE = "site-a"
SEARCH = screening.Place("search", "en", "GB")
MOBILE = "07400 123456"
"""A number of the range that is shown in films: valid in form, never given to anybody."""


def a_partner(ctx: Context, site: str = SITE) -> tuple[Partner, str]:
    secret = partners.create(ctx, site, "A site", ["https://a.example"])
    with ctx.db.reading() as session:
        partner = by_site_key(session, site)
    assert partner is not None
    return partner, secret


def a_desk(ctx: Context, slug: str = "desk", **fields: Any) -> int:
    row = {
        "slug": slug, "name": "A Helpline", "confidentiality": "We pass on what the law demands.",
        "languages": ["en"], "countries": [], "channels": ["chat", "sms"], **fields,
    }  # fmt: skip
    with ctx.db.transaction() as session:
        desk = Desk(**row)
        session.add(desk)
        session.flush()
        return desk.id


def a_worker(ctx: Context, desk_id: int, login: str = "alice") -> Staff:
    with ctx.db.transaction() as session:
        staff = Staff(desk_id=desk_id, login=login, name=login.title(), password_hash="-", disabled=False)
        session.add(staff)
        session.flush()
        return staff


@dataclass
class Person:
    """A visitor as the services see one."""

    ctx: Context
    visit: Visit

    def say(self, text: str, after: int = 0, client_id: str | None = None) -> dict[str, Any]:
        said = talking.Said(client_id or new_id(), text=text)
        return talking.say(self.ctx, self.visit, said, after)

    def press(self, button: str, after: int = 0) -> dict[str, Any]:
        return talking.say(self.ctx, self.visit, talking.Said(new_id(), button=button), after)

    def ask_for_chat(self, share: bool = True, client_id: str | None = None) -> dict[str, Any]:
        approval = handoffs.Approval(client_id or new_id(), Channel.CHAT, share)
        return handoffs.request(self.ctx, self.visit, approval, 0)

    def ask_for_texts(self, phone: str = MOBILE) -> dict[str, Any]:
        approval = handoffs.Approval(new_id(), Channel.SMS, True, phone)
        return handoffs.request(self.ctx, self.visit, approval, 0)

    def reads(self, after: int = 0) -> dict[str, Any]:
        return reading.snapshot(self.ctx, self.visit, after)

    def conversation(self) -> str:
        found = reading.conversation_id(self.ctx, self.visit)
        assert found is not None
        return found


def a_person(ctx: Context, partner: Partner, country: str | None = "GB") -> Person:
    place = screening.Place("search", "en", country)
    answer = screening.warn(ctx, partner, new_id(), screening.Hit("demo"), place)
    return Person(ctx, visits.claim(ctx, answer["token"], secrets.token_urlsafe(32)))


def new_id() -> str:
    return str(uuid.uuid4())
