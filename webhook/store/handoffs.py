"""Desks, handoffs and the queue."""

from datetime import datetime

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from webhook.domain.errors import AlreadyTaken, NotFound
from webhook.domain.handoffs import ENDED, LIVE, Channel, HandoffMove, HandoffState, advance
from webhook.store.tables import Conversation, Desk, Handoff, OptOut


def desk_for(session: Session, channel: Channel, language: str, country: str | None) -> Desk | None:
    """The first desk that answers on this channel in this language; an empty country list means all."""
    for desk in session.scalars(select(Desk).order_by(Desk.id)):
        here = not desk.countries or country in desk.countries
        if channel.value in desk.channels and language in desk.languages and here:
            return desk
    return None


def desk_by_slug(session: Session, slug: str) -> Desk | None:
    """A desk by its name in commands."""
    return session.scalar(select(Desk).where(Desk.slug == slug))


def by_id(session: Session, handoff_id: str) -> Handoff:
    """A handoff; raises `NotFound`."""
    found = session.get(Handoff, handoff_id)
    if found is None:
        raise NotFound
    return found


def live_of(session: Session, conversation_id: str) -> Handoff | None:
    """The handoff of a conversation that has not ended, if any."""
    return session.scalar(
        select(Handoff).where(
            Handoff.conversation_id == conversation_id, Handoff.state.in_([s.value for s in LIVE])
        )
    )


def how_many(session: Session, conversation_id: str, channel: Channel) -> int:
    """How often a person was asked for on this channel in a conversation."""
    same = select(func.count()).where(
        Handoff.conversation_id == conversation_id, Handoff.channel == channel.value
    )
    return session.scalar(same) or 0


def latest_of(session: Session, conversation_id: str) -> Handoff | None:
    """The newest handoff of a conversation, ended or not."""
    return session.scalar(
        select(Handoff).where(Handoff.conversation_id == conversation_id).order_by(Handoff.queued_at.desc())
    )


def move(session: Session, handoff: Handoff, move: HandoffMove, now: datetime, **values: object) -> None:
    """Change the state in one conditional UPDATE; raises `IllegalMove`, or `AlreadyTaken` if outrun."""
    target = advance(HandoffState(handoff.state), move)
    changes: dict[str, object] = {"state": target.value, **values}
    if target in ENDED:
        changes["ended_at"] = now
        changes["deadline"] = None
    done = session.execute(
        update(Handoff)
        .where(Handoff.id == handoff.id, Handoff.state == handoff.state)
        .values(changes)
        .returning(Handoff.id)
        .execution_options(synchronize_session=False)
    )
    if done.scalar_one_or_none() is None:
        raise AlreadyTaken
    session.refresh(handoff)


def queue(session: Session, desk_id: int) -> list[tuple[Handoff, Conversation]]:
    """What waits at a desk: urgent first, then first come; unconfirmed texts after the rest."""
    waiting = (HandoffState.QUEUED.value, HandoffState.REQUESTED.value)
    query = _with_conversations().where(Handoff.desk_id == desk_id, Handoff.state.in_(waiting))
    rows = session.execute(query.order_by(Handoff.priority, Handoff.queued_at, Handoff.id))
    return sorted(
        ((row[0], row[1]) for row in rows), key=lambda row: row[0].state != HandoffState.QUEUED.value
    )


def held_by(session: Session, staff_id: int) -> list[tuple[Handoff, Conversation]]:
    """What a member of staff is answering now, oldest first."""
    query = _with_conversations().where(
        Handoff.staff_id == staff_id, Handoff.state == HandoffState.ACTIVE.value
    )
    return [(row[0], row[1]) for row in session.execute(query.order_by(Handoff.queued_at))]


def _with_conversations() -> Select[Handoff, Conversation]:
    return select(Handoff, Conversation).join(Conversation, Conversation.id == Handoff.conversation_id)


def overdue(session: Session, now: datetime, limit: int = 50) -> list[Handoff]:
    """Handoffs whose deadline has passed."""
    query = select(Handoff).where(Handoff.deadline.is_not(None), Handoff.deadline <= now)
    return list(session.scalars(query.order_by(Handoff.deadline).limit(limit)))


def opted_out(session: Session, phone_index: str) -> bool:
    """Whether this phone has answered STOP."""
    return session.get(OptOut, phone_index) is not None


def opt_out(session: Session, phone_index: str, now: datetime) -> None:
    """Remember STOP."""
    if session.get(OptOut, phone_index) is None:
        session.add(OptOut(phone_index=phone_index, at=now))


def opt_in(session: Session, phone_index: str) -> None:
    """Forget STOP, after START."""
    row = session.get(OptOut, phone_index)
    if row is not None:
        session.delete(row)
