"""Accounts of staff, and their sessions."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from webhook.store.tables import Desk, Staff, StaffSession


def desk_of(session: Session, staff: Staff) -> Desk:
    """The desk a member of staff answers at."""
    return session.get_one(Desk, staff.desk_id)


def by_login(session: Session, login: str) -> Staff | None:
    """The account of that login, disabled or not."""
    return session.scalar(select(Staff).where(Staff.login == login))


def everybody(session: Session) -> list[tuple[Staff, Desk]]:
    """All accounts with their desks, by login."""
    rows = session.execute(select(Staff, Desk).join(Desk, Desk.id == Staff.desk_id).order_by(Staff.login))
    return [(staff, desk) for staff, desk in rows]


def add(session: Session, desk_id: int, login: str, name: str, password_hash: str) -> Staff:
    """A new account; the database refuses a login that is taken."""
    staff = Staff(desk_id=desk_id, login=login, name=name, password_hash=password_hash)
    session.add(staff)
    session.flush()
    return staff


def count_failure(session: Session, login: str, now: datetime) -> None:
    """Note a failed sign-in; the same statement for a login that nobody has."""
    session.execute(
        update(Staff)
        .where(Staff.login == login)
        .values(failed_logins=Staff.failed_logins + 1, failed_at=now)
        .execution_options(synchronize_session=False)
    )


def open_session(session: Session, staff: Staff, id_hash: str, now: datetime) -> None:
    """Begin a session and forget earlier failures."""
    staff.failed_logins = 0
    staff.failed_at = None
    session.add(StaffSession(id_hash=id_hash, staff_id=staff.id, created_at=now, seen_at=now))


def session_of(session: Session, id_hash: str) -> tuple[StaffSession, Staff] | None:
    """A session with its member of staff, however old; None where there is no such session."""
    row = session.execute(
        select(StaffSession, Staff)
        .join(Staff, Staff.id == StaffSession.staff_id)
        .where(StaffSession.id_hash == id_hash)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def touch(session: Session, id_hash: str, now: datetime) -> None:
    """Note that the member of staff did something."""
    session.execute(
        update(StaffSession)
        .where(StaffSession.id_hash == id_hash)
        .values(seen_at=now)
        .execution_options(synchronize_session=False)
    )


def end_session(session: Session, id_hash: str) -> None:
    """End one session."""
    session.execute(delete(StaffSession).where(StaffSession.id_hash == id_hash))


def end_sessions_of(session: Session, staff_id: int) -> None:
    """End every session of a member of staff."""
    session.execute(delete(StaffSession).where(StaffSession.staff_id == staff_id))


def end_old_sessions(session: Session, *, created_before: datetime, seen_before: datetime) -> None:
    """Remove sessions that have timed out."""
    session.execute(
        delete(StaffSession).where(
            (StaffSession.created_at < created_before) | (StaffSession.seen_at < seen_before)
        )
    )
