"""Partner sites: who they are, and whether a call is really theirs."""

import base64
import secrets
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Protocol

import structlog

from webhook.domain.errors import SignatureInvalid, UnknownList, UnknownSite
from webhook.services.context import Context
from webhook.services.recognised import PREFIX, Recognised, Signature, key_of
from webhook.store import partners
from webhook.store.crypto import Keyring
from webhook.store.session import Session
from webhook.store.tables import Partner, PartnerSecret

log = structlog.get_logger(__name__)

SIGNED_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")
MAX_ID_LENGTH = 128


class Headers(Protocol):
    """The headers of a request, found in any case."""

    def get(self, name: str, default: str, /) -> str:
        """The value, or the default."""
        ...


def origins_of(ctx: Context, site_key: str) -> tuple[str, ...]:
    """The origins whose pages may frame the widget of this site; raises `UnknownSite`."""
    with ctx.db.reading() as session:
        return tuple(_known(session, site_key).origins)


def verify(ctx: Context, site_key: str, headers: Headers, body: bytes) -> tuple[Partner, str]:
    """The partner who signed this call, and the call's id.

    Standard Webhooks 1.0.0: `webhook-id`, `webhook-timestamp` (300 s either way) and `webhook-signature` over the
    exact body. A partner is remembered for `RECOGNISED_FOR`. Raises `UnknownSite` or `SignatureInvalid`.
    """
    signature = Signature(*(headers.get(name, "") for name in SIGNED_HEADERS))
    partner = recognised(ctx, site_key, signature, body)
    if partner is None:
        # Also where the signature does not fit: the secret may be newer than what is remembered.
        now = ctx.clock()
        known = _read(ctx, site_key, now)
        if not (_has_id(signature) and known.signed(signature, body, now)):
            raise SignatureInvalid
        partner = known.partner
    return partner, signature.id


def recognised(ctx: Context, site_key: str, signature: Signature, body: bytes) -> Partner | None:
    """The partner who signed this call, where that can be told without the database."""
    known, now = ctx.recognised.get(site_key), ctx.clock()
    if known is None or not known.fresh(now) or not _has_id(signature):
        return None
    return known.partner if known.signed(signature, body, now) else None


def _has_id(signature: Signature) -> bool:
    return 0 < len(signature.id) <= MAX_ID_LENGTH


def _read(ctx: Context, site_key: str, now: datetime) -> Recognised:
    with ctx.db.reading() as session:
        try:
            partner = _known(session, site_key)
        except UnknownSite:
            ctx.recognised.pop(site_key, None)
            raise
        live = partners.live_secrets(session, partner.id, now)
    opened = tuple((_opened(ctx.keyring, partner, row), row.expires_at) for row in live)
    ctx.recognised[site_key] = known = Recognised(partner, opened, now)
    return known


def _opened(keyring: Keyring, partner: Partner, row: PartnerSecret) -> bytes:
    return key_of(keyring.open(row.sealed, _place(partner.site_key)).decode())


def create(ctx: Context, site_key: str, name: str, origins: Iterable[str]) -> str:
    """Register a partner; returns its signing secret (`whsec_…`), which is shown this once."""
    now = ctx.clock()
    with ctx.db.transaction() as session:
        partner = Partner(site_key=site_key, name=name, origins=list(origins), created_at=now)
        session.add(partner)
        session.flush()
        return _add_secret(session, ctx.keyring, partner)


def rotate(ctx: Context, site_key: str, old_until: datetime) -> str:
    """A new signing secret; those before it stay valid until `old_until` (UTC). Raises `UnknownSite`."""
    with ctx.db.transaction() as session:
        partner = _known(session, site_key)
        partners.expire_secrets(session, partner.id, old_until)
        return _add_secret(session, ctx.keyring, partner)


def choose_lists(ctx: Context, site_key: str, names: Iterable[str] | None) -> None:
    """Let only the word lists named count for this partner; None: all of them.

    Raises `UnknownSite`, or `UnknownList` for a name that no list in use has, or only one that finds nothing.
    """
    wanted = None if names is None else sorted(set(names))
    if wanted is not None and not set(wanted) <= set(ctx.lexicons.names()):
        raise UnknownList
    with ctx.db.transaction() as session:
        _known(session, site_key).lists = wanted
    ctx.recognised.pop(site_key, None)


def lists_of(ctx: Context, site_key: str) -> list[str] | None:
    """The names of the word lists that count for this partner; None: all. Raises `UnknownSite`."""
    with ctx.db.reading() as session:
        return _known(session, site_key).lists


def unscreened(ctx: Context, names: Collection[str]) -> list[str]:
    """The site keys of partners whose choice holds none of these lists: nothing is found for them."""
    with ctx.db.reading() as session:
        every = [(row.site_key, row.lists) for row in partners.every(session)]
    return [site for site, chosen in every if chosen is not None and set(chosen).isdisjoint(names)]


def note_unscreened(ctx: Context, before: Collection[str]) -> None:
    """Say in the log for which partners nothing is found any more, since the lists changed from those `before`."""
    now = frozenset(ctx.lexicons.names())
    if frozenset(before) <= now:
        return
    sites = sorted(set(unscreened(ctx, now)) - set(unscreened(ctx, before)))
    if sites:
        log.error("lists.none_left", sites=sites)


def known(ctx: Context) -> list[tuple[str, str, list[str]]]:
    """Site key, name and origins of every partner."""
    with ctx.db.reading() as session:
        return [(row.site_key, row.name, row.origins) for row in partners.every(session)]


def _add_secret(session: Session, keyring: Keyring, partner: Partner) -> str:
    secret = PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()
    sealed = keyring.seal(secret.encode(), _place(partner.site_key))
    session.add(PartnerSecret(partner_id=partner.id, sealed=sealed))
    return secret


def _known(session: Session, site_key: str) -> Partner:
    partner = partners.by_site_key(session, site_key)
    if partner is None:
        raise UnknownSite
    return partner


def _place(site_key: str) -> str:
    return f"partner_secrets.sealed|{site_key}"
