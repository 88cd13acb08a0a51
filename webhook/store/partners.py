"""Partners, visits and daily counts."""

from datetime import date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webhook.store.tables import DailyCount, Partner, PartnerSecret, Visit


def by_site_key(session: Session, site_key: str) -> Partner | None:
    """The partner with this public key."""
    return session.scalar(select(Partner).where(Partner.site_key == site_key))


def every(session: Session) -> list[Partner]:
    """All partners, oldest first."""
    return list(session.scalars(select(Partner).order_by(Partner.id)))


def live_secrets(session: Session, partner_id: int, now: datetime) -> list[PartnerSecret]:
    """The signing secrets that are valid now, sealed, newest first."""
    rows = session.scalars(
        select(PartnerSecret).where(PartnerSecret.partner_id == partner_id).order_by(PartnerSecret.id.desc())
    )
    return [row for row in rows if row.expires_at is None or row.expires_at > now]


def expire_secrets(session: Session, partner_id: int, at: datetime) -> None:
    """Let every secret that has no end yet end at `at`."""
    session.execute(
        update(PartnerSecret)
        .where(PartnerSecret.partner_id == partner_id, PartnerSecret.expires_at.is_(None))
        .values(expires_at=at)
        .execution_options(synchronize_session=False)
    )


def visit_of_request(session: Session, partner_id: int, request_id: str) -> Visit | None:
    """The visit that this signed request has opened before."""
    return session.scalar(select(Visit).where(Visit.partner_id == partner_id, Visit.request_id == request_id))


def visit_by_token(session: Session, token_hash: str) -> Visit | None:
    """The visit whose one-time token this is."""
    return session.scalar(select(Visit).where(Visit.token_hash == token_hash))


def visit_by_secret(session: Session, secret_hash: str) -> Visit | None:
    """The visit that this visitor's own secret has claimed."""
    return session.scalar(select(Visit).where(Visit.secret_hash == secret_hash))


def claim(session: Session, visit_id: str, secret_hash: str) -> bool:
    """Bind the visitor's secret to the visit; False where another was bound before."""
    done = session.execute(
        update(Visit)
        .where(Visit.id == visit_id, Visit.secret_hash.is_(None))
        .values(secret_hash=secret_hash)
        .returning(Visit.id)
        .execution_options(synchronize_session=False)
    )
    return done.scalar_one_or_none() is not None


def keep_visit(session: Session, visit_id: str | None, until: datetime) -> None:
    """Let a visit end no sooner than `until`."""
    session.execute(
        update(Visit)
        .where(Visit.id == visit_id, Visit.expires_at < until)
        .values(expires_at=until)
        .execution_options(synchronize_session=False)
    )


def count(session: Session, partner_id: int, name: str, day: date) -> None:
    """Add one to the count of a day."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(DailyCount).values(day=day, partner_id=partner_id, name=name, count=1)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["day", "partner_id", "name"], set_={"count": DailyCount.count + 1}
        )
    )


def forget_visit(session: Session, visit_id: str) -> None:
    """Delete a visit: its token and its secret open nothing any more."""
    session.execute(delete(Visit).where(Visit.id == visit_id))


def forget_expired_visits(session: Session, now: datetime, limit: int) -> int:
    """Delete visits past their time; their conversations stay until their own."""
    expired = select(Visit.id).where(Visit.expires_at < now).limit(limit)
    ids = list(session.scalars(expired))
    session.execute(delete(Visit).where(Visit.id.in_(ids)))
    return len(ids)
