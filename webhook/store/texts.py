"""Texts, and what is remembered of the phones they go to and come from."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webhook.domain.errors import NotFound
from webhook.domain.handoffs import LIVE, HandoffState
from webhook.domain.texts import OURS, READY
from webhook.store import conversations, outbox
from webhook.store.tables import Handoff, Outbox, PhoneUse, ReceivedText, StrayText, Text

EARLIER = "earlier"
"""Why a text was postponed that an earlier one of its handoff holds back."""
KEEP_STRAYS = timedelta(hours=24)
KEEP_RECEIVED = timedelta(days=30)
IN_LINE = {HandoffState.ACTIVE.value: 0, HandoffState.QUEUED.value: 1, HandoffState.REQUESTED.value: 2}


def put(session: Session, text: Text | StrayText, now: datetime, *, delay: timedelta = timedelta(0)) -> None:
    """Write a text down together with the deed of sending it, no sooner than after `delay`."""
    session.add(text)
    session.flush()
    conversation_id = text.conversation_id if isinstance(text, Text) else None
    payload = {"text": text.id}
    outbox.put(
        session, "text", f"text|{text.id}", payload, now, conversation_id=conversation_id, claimed_for=delay
    )


def going_out(session: Session, text_id: str) -> Text | StrayText | None:
    """A text of ours, locked until the end of the transaction; None where it is forgotten or never was.

    Its conversation is locked first, as everywhere (`webhook.store.conversations.locked`).
    """
    ours = select(Text).where(Text.id == text_id, Text.direction == "out")
    conversation_id = session.scalar(ours.with_only_columns(Text.conversation_id))
    if conversation_id is None:
        return session.scalar(select(StrayText).where(StrayText.id == text_id).with_for_update())
    try:
        conversations.locked(session, conversation_id)
    except NotFound:
        return None
    return session.scalar(ours.with_for_update())


def earlier_waits(session: Session, text: Text, since: datetime) -> bool:
    """Whether an older text of the same handoff has still to be sent: texts leave in the order they were written.

    One from before `since` holds nothing back, whatever became of it.
    """
    older = select(Text.id).where(
        Text.handoff_id == text.handoff_id,
        Text.direction == "out",
        Text.status.in_(OURS),
        Text.created_at < text.created_at,
        Text.created_at >= since,
    )
    return session.scalar(older.limit(1)) is not None


def hurry_on(session: Session, conversation_id: str, now: datetime) -> None:
    """Let the texts that were held back by an earlier one go now. The caller holds the conversation.

    A row that a worker has claimed is left alone: claiming clears `last_error`.
    """
    session.execute(
        update(Outbox)
        .where(
            Outbox.conversation_id == conversation_id,
            Outbox.kind == "text",
            Outbox.state == "ready",
            Outbox.last_error == EARLIER,
        )
        .values(due_at=now)
        .execution_options(synchronize_session=False)
    )


def was_sent(session: Session, handoff_id: str, key: str) -> bool:
    """Whether a handoff has had this text of ours before."""
    known = select(Text.id).where(Text.handoff_id == handoff_id, Text.key == key)
    return session.scalar(known.limit(1)) is not None


def sids_of_phone(session: Session, phone_index: str) -> frozenset[str]:
    """The provider's ids of all texts that we know to have gone to this phone."""
    ours = select(Text.provider_sid).join(Handoff, Handoff.id == Text.handoff_id)
    found = set(session.scalars(ours.where(Handoff.phone_index == phone_index)))
    found |= set(session.scalars(select(StrayText.provider_sid).where(StrayText.phone_index == phone_index)))
    return frozenset(sid for sid in found if sid)


def hold_phone(session: Session, phone_index: str) -> None:
    """Let one transaction at a time work on a phone. SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(phone_index))))


def claim(session: Session, message_sid: str, now: datetime) -> bool:
    """Take an incoming text by its id, once; False where it was taken before."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(ReceivedText).values(message_sid=message_sid, at=now).on_conflict_do_nothing()
    done = session.execute(statement.returning(ReceivedText.message_sid))
    return done.scalar_one_or_none() is not None


def handoff_of_phone(session: Session, phone_index: str) -> Handoff | None:
    """The live handoff that a text from this phone belongs to: the one with a person before those that wait.

    One that is only requested counts once its first text has gone out: a number that somebody merely typed gets
    none of the phone's texts.
    """
    asked = select(Text.id).where(Text.handoff_id == Handoff.id, Text.key == "confirm", Text.status != READY)
    live = select(Handoff).where(
        Handoff.phone_index == phone_index,
        Handoff.state.in_(state.value for state in LIVE),
        or_(Handoff.state != HandoffState.REQUESTED.value, asked.exists()),
    )
    found = session.scalars(live.order_by(Handoff.queued_at)).all()
    return min(found, key=lambda handoff: IN_LINE[handoff.state], default=None)


def is_engaged(session: Session, phone_index: str, *, besides: str) -> bool:
    """Whether this phone has a live handoff other than the one with the id `besides`."""
    other = select(Handoff.id).where(
        Handoff.phone_index == phone_index,
        Handoff.id != besides,
        Handoff.state.in_(state.value for state in LIVE),
    )
    return session.scalar(other.limit(1)) is not None


def uses(session: Session, phone_index: str, name: str, since: datetime) -> int:
    """How often a phone was texted on nobody's word, under a name, since then."""
    query = select(func.count()).where(
        PhoneUse.phone_index == phone_index, PhoneUse.name == name, PhoneUse.at > since
    )
    return session.scalar(query) or 0


def use(session: Session, phone_index: str, name: str, now: datetime) -> None:
    """Count one such text. It outlives the conversation, so that deleting one buys no further text."""
    session.add(PhoneUse(phone_index=phone_index, name=name, at=now))
    session.flush()


def forget(session: Session, now: datetime) -> None:
    """Delete what is past its time: strays and budgets after a day, ids of received texts after 30."""
    session.execute(delete(StrayText).where(StrayText.created_at < now - KEEP_STRAYS))
    session.execute(delete(PhoneUse).where(PhoneUse.at < now - KEEP_STRAYS))
    session.execute(delete(ReceivedText).where(ReceivedText.at < now - KEEP_RECEIVED))
