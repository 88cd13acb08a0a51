"""A visitor's credentials: the one-time token of the warning, then a secret that only the frame knows."""

import re

from webhook.domain.errors import AlreadyClaimed, BodyInvalid, NotSignedIn
from webhook.services.context import Context
from webhook.store import partners
from webhook.store.crypto import token_hash
from webhook.store.session import Duplicate
from webhook.store.tables import Visit

SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
"""32 random bytes in unpadded base64url (RFC 4648, section 5)."""


def claim(ctx: Context, token: str, secret: str) -> Visit:
    """Bind the frame's own secret to the visit; the token, which the host page has seen, is of no use afterwards.

    The same secret again answers the same. Raises `NotSignedIn`, `BodyInvalid` or `AlreadyClaimed`.
    """
    if not SECRET.fullmatch(secret):
        raise BodyInvalid
    now, hashed = ctx.clock(), token_hash(secret)
    try:
        with ctx.db.transaction() as session:
            visit = partners.visit_by_token(session, token_hash(token))
            if visit is None or visit.expires_at <= now:
                raise NotSignedIn
            if visit.secret_hash != hashed and not partners.claim(session, visit.id, hashed):
                raise AlreadyClaimed
            return visit
    except Duplicate:  # the secret belongs to another visit already
        raise AlreadyClaimed from None


def signed_in(ctx: Context, secret: str) -> Visit:
    """The visit that this secret has claimed; raises `NotSignedIn`."""
    if not SECRET.fullmatch(secret):
        raise NotSignedIn
    with ctx.db.reading() as session:
        visit = partners.visit_by_secret(session, token_hash(secret))
    if visit is None or visit.expires_at <= ctx.clock():
        raise NotSignedIn
    return visit
