"""Staff: their accounts, and who is signed in."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from webhook.domain.errors import NotSignedIn, Refused
from webhook.services import passwords
from webhook.services.context import Context
from webhook.services.throttle import Throttle
from webhook.store import handoffs
from webhook.store import staff as accounts
from webhook.store.crypto import token_hash
from webhook.store.session import Duplicate
from webhook.store.tables import Desk, Staff

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=1)
LONGEST_LOGIN = 80


class SignInFailed(Refused):
    """Wrong login, wrong password, disabled account: answered alike and after the same time."""

    slug, status, title = "sign-in-failed", 401, "Login or password is not right"
    detail = "Check both and try again. After several failures each try takes longer."


class TryLater(Refused):
    """Too many failures for this login; the account itself is not locked."""

    slug, status, title = "try-later", 429, "Too many tries"
    detail = "Wait a minute, then try again."


class AccountInvalid(ValueError):
    """An account cannot be made or changed as asked; the message is one sentence for the operator."""


@dataclass(frozen=True)
class SignedIn:
    """A session as it stands. It ends at `ends_at` (UTC) unless the member of staff does something before."""

    staff: Staff
    desk: Desk
    ends_at: datetime
    longest_until: datetime


def create(ctx: Context, login: str, name: str, desk_slug: str) -> str:
    """A new account at a desk; returns its password, which is shown this once. Raises `AccountInvalid`."""
    login, name = login.strip(), name.strip()
    if not login or not name or len(login) > LONGEST_LOGIN or not login.isprintable():
        raise AccountInvalid("A login (at most 80 characters) and a name are needed.")
    password = passwords.generate()
    stored = passwords.hashed(password)
    try:
        with ctx.db.transaction() as session:
            desk = handoffs.desk_by_slug(session, desk_slug)
            if desk is None:
                raise AccountInvalid("There is no desk of that name.")
            accounts.add(session, desk.id, login, name, stored)
    except Duplicate:
        raise AccountInvalid("This login is taken.") from None
    return password


def exists(ctx: Context, login: str) -> bool:
    """Whether there is an account with this login."""
    with ctx.db.reading() as session:
        return accounts.by_login(session, login) is not None


def everybody(ctx: Context) -> list[tuple[Staff, Desk]]:
    """All accounts with their desks."""
    with ctx.db.reading() as session:
        return accounts.everybody(session)


def set_password(ctx: Context, login: str, password: str | None = None) -> str:
    """Give an account a new password, generated where none is given; ends its sessions.

    Raises `AccountInvalid` for an unknown login or a password that is too short or too long.
    """
    password = password or passwords.generate()
    if not passwords.long_enough(password):
        raise AccountInvalid("A password has from 15 to 128 characters.")
    stored = passwords.hashed(password)
    with ctx.db.transaction() as session:
        staff = _known(accounts.by_login(session, login))
        staff.password_hash = stored
        accounts.end_sessions_of(session, staff.id)
    return password


def disable(ctx: Context, login: str) -> None:
    """Shut an account; its sessions end now and its open streams within 5 s. Raises `AccountInvalid`."""
    with ctx.db.transaction() as session:
        staff = _known(accounts.by_login(session, login))
        staff.disabled = True
        accounts.end_sessions_of(session, staff.id)
        desk_id = staff.desk_id
    ctx.bus.hint(f"desk:{desk_id}")


def enable(ctx: Context, login: str) -> None:
    """Open an account again. Raises `AccountInvalid`."""
    with ctx.db.transaction() as session:
        _known(accounts.by_login(session, login)).disabled = False


def sign_in(ctx: Context, login: str, password: str) -> str:
    """A new session's id, 256 random bits that only the cookie may hold.

    Raises `SignInFailed` or `TryLater`, alike for logins that nobody has.
    """
    login = login.strip()[:LONGEST_LOGIN]
    throttle = _throttle(ctx.settings.pepper)
    if not throttle.wait_turn(login):
        raise TryLater
    began = throttle.clock()
    with ctx.db.reading() as session:
        staff = accounts.by_login(session, login)
        stored = staff.password_hash if staff and not staff.disabled else None
    if not passwords.matches(stored, password):
        with ctx.db.transaction() as session:
            accounts.count_failure(session, login, ctx.clock())
        throttle.failed(login, began)
        raise SignInFailed
    throttle.succeeded(login)
    return _begin(ctx, login)


def who(ctx: Context, session_id: str, *, acting: bool = True) -> SignedIn:
    """Who holds this session; `acting` puts off its end. Raises `NotSignedIn`."""
    now, hashed = ctx.clock(), token_hash(session_id)
    with ctx.db.reading() as session:
        found = accounts.session_of(session, hashed)
        if found is None:
            raise NotSignedIn
        held, staff = found
        desk = accounts.desk_of(session, staff)
    longest_until = held.created_at + LONGEST
    if staff.disabled or now >= min(held.seen_at + IDLE, longest_until):
        raise NotSignedIn
    seen_at = held.seen_at
    if acting and now - seen_at >= TOUCH_EVERY:
        seen_at = now
        with ctx.db.transaction() as session:
            accounts.touch(session, hashed, now)
    return SignedIn(staff, desk, min(seen_at + IDLE, longest_until), longest_until)


def sign_out(ctx: Context, session_id: str) -> None:
    """End the session; one that is none already ends quietly."""
    with ctx.db.transaction() as session:
        accounts.end_session(session, token_hash(session_id))


def _begin(ctx: Context, login: str) -> str:
    session_id, now = secrets.token_urlsafe(32), ctx.clock()
    with ctx.db.transaction() as session:
        staff = accounts.by_login(session, login)
        if staff is None or staff.disabled:
            raise SignInFailed
        accounts.end_old_sessions(session, created_before=now - LONGEST, seen_before=now - IDLE)
        accounts.open_session(session, staff, token_hash(session_id), now)
    return session_id


def _known(staff: Staff | None) -> Staff:
    if staff is None:
        raise AccountInvalid("There is no account with this login.")
    return staff


@cache
def _throttle(key: bytes) -> Throttle:
    return Throttle(key)
