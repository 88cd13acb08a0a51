"""The outbox: put, claim, finish. Nobody but the holder of a claim works on a row."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from webhook.store.tables import Outbox

Payload = Mapping[str, str | int | None]


def put(
    session: Session,
    kind: str,
    key: str,
    payload: Payload,
    now: datetime,
    *,
    conversation_id: str | None = None,
    claimed_for: timedelta = timedelta(0),
) -> Outbox:
    """Write a deed. With `claimed_for` the writer keeps it for itself that long before others may take it."""
    row = Outbox(
        id=uuid.uuid4().hex,
        kind=kind,
        key=key,
        conversation_id=conversation_id,
        payload=dict(payload),
        state="ready",
        attempts=0,
        due_at=now + claimed_for,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def by_id(session: Session, outbox_id: str) -> Outbox | None:
    """A deed by its id."""
    return session.get(Outbox, outbox_id)


def by_key(session: Session, key: str) -> Outbox | None:
    """A deed by its idempotency key."""
    return session.scalar(select(Outbox).where(Outbox.key == key))


def claim_due(
    session: Session, now: datetime, claim: timedelta, kinds: Sequence[str], limit: int
) -> list[Outbox]:
    """Take what is due of these kinds and push its time forward, so that a worker that dies loses only its claim."""
    query = (
        select(Outbox)
        .where(Outbox.state == "ready", Outbox.due_at <= now, Outbox.kind.in_(kinds))
        .order_by(Outbox.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = list(session.scalars(query))
    for row in rows:
        row.due_at = now + claim
        row.attempts += 1
        row.last_error = None
    return rows


def extend(session: Session, outbox_id: str, now: datetime, claim: timedelta) -> bool:
    """Take a row for the caller, whether or not it is due; False where it is done already."""
    done = session.execute(
        update(Outbox)
        .where(Outbox.id == outbox_id, Outbox.state == "ready")
        .values(due_at=now + claim, attempts=Outbox.attempts + 1)
        .returning(Outbox.id)
        .execution_options(synchronize_session=False)
    )
    return done.scalar_one_or_none() is not None


def earlier_open(session: Session, row: Outbox) -> bool:
    """Whether an older deed of the same kind is still open for the same conversation."""
    older = select(Outbox.id).where(
        Outbox.conversation_id == row.conversation_id,
        Outbox.kind == row.kind,
        Outbox.state == "ready",
        Outbox.created_at < row.created_at,
    )
    return session.scalar(older.limit(1)) is not None


def finish(session: Session, outbox_id: str, state: str = "done", error: str | None = None) -> bool:
    """Mark as done or failed, once; False where somebody had finished it before."""
    done = session.execute(
        update(Outbox)
        .where(Outbox.id == outbox_id, Outbox.state == "ready")
        .values(state=state, last_error=error)
        .returning(Outbox.id)
        .execution_options(synchronize_session=False)
    )
    return done.scalar_one_or_none() is not None


def postpone(session: Session, outbox_id: str, due_at: datetime, error: str) -> None:
    """Try again at `due_at`."""
    session.execute(
        update(Outbox)
        .where(Outbox.id == outbox_id, Outbox.state == "ready")
        .values(due_at=due_at, last_error=error)
        .execution_options(synchronize_session=False)
    )


def forget_finished(session: Session, before: datetime) -> None:
    """Delete deeds that ended before `before`; until then their keys keep a repeated cause harmless."""
    session.execute(delete(Outbox).where(Outbox.state != "ready", Outbox.created_at < before))
