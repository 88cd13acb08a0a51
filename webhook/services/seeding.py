"""The demo's partner, desk and first member of staff."""

from dataclasses import dataclass

import yaml

from webhook.services import partners as partner_services
from webhook.services import staff as staff_services
from webhook.services.context import Context
from webhook.store import handoffs, partners
from webhook.store.tables import Desk

DEMO_SITE = "demo-site"
DEMO_DESK = "demo-helpline"
DEMO_LOGIN = "demo"


@dataclass(frozen=True)
class Seeded:
    """What was made now; None where it was there before. Each is shown once and stored nowhere in clear."""

    partner_secret: str | None
    staff_password: str | None


def demo(ctx: Context, origin: str) -> Seeded:
    """Make the demo's partner (whose pages are at `origin`), desk and staff login where they are missing."""
    with ctx.db.reading() as session:
        known = partners.by_site_key(session, DEMO_SITE)
    secret = None
    if known is None:
        secret = partner_services.create(ctx, DEMO_SITE, "Demo search", [origin])
    elif origin not in known.origins:
        _move_partner(ctx, origin)
    if not _has_desk(ctx):
        _make_desk(ctx)
    password = None
    if not staff_services.exists(ctx, DEMO_LOGIN):
        password = staff_services.create(ctx, DEMO_LOGIN, "Demo worker", DEMO_DESK)
    return Seeded(secret, password)


def _move_partner(ctx: Context, origin: str) -> None:
    with ctx.db.transaction() as session:
        partner = partners.by_site_key(session, DEMO_SITE)
        if partner is not None:
            partner.origins = [*partner.origins, origin]


def _has_desk(ctx: Context) -> bool:
    with ctx.db.reading() as session:
        return handoffs.desk_by_slug(session, DEMO_DESK) is not None


def _make_desk(ctx: Context) -> None:
    words = yaml.safe_load((ctx.settings.data / "demo" / "desk.yml").read_text())
    with ctx.db.transaction() as session:
        session.add(Desk(**words))
