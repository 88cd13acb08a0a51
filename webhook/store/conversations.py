"""Conversations and their keys."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from webhook.domain.errors import NotFound, NotSignedIn, StaleEpoch
from webhook.domain.states import Move, State, advance
from webhook.store.crypto import Keyring, WrappedKey
from webhook.store.tables import Conversation, ConversationKey, Event, Handoff, Outbox, Text, Visit


def of_visit(session: Session, visit_id: str) -> Conversation | None:
    """The conversation of a visit, if the visitor has begun one."""
    return session.scalar(select(Conversation).where(Conversation.visit_id == visit_id))


def by_id(session: Session, conversation_id: str) -> Conversation:
    """A conversation; raises `NotFound`."""
    found = session.get(Conversation, conversation_id)
    if found is None:
        raise NotFound
    return found


def locked(session: Session, conversation_id: str) -> Conversation:
    """A conversation whose row is held until commit; raises `NotFound`.

    Every write takes this lock first (then the handoff's), so that no two writers wait for each other.
    """
    found = session.get(
        Conversation, conversation_id, with_for_update={"key_share": True}, populate_existing=True
    )
    if found is None:
        raise NotFound
    return found


def locked_of_visit(session: Session, visit_id: str) -> Conversation | None:
    """The conversation of a visit, locked; the visit's row is held too, so that only one can begin it.

    Both locks leave the keys alone (FOR NO KEY UPDATE): PostgreSQL's own foreign key checks must pass them by.
    """
    visit = session.get(Visit, visit_id, with_for_update={"key_share": True}, populate_existing=True)
    if visit is None:
        raise NotSignedIn
    query = select(Conversation).where(Conversation.visit_id == visit_id).with_for_update(key_share=True)
    return session.scalar(query.execution_options(populate_existing=True))


def begin(
    session: Session, visit: Visit, conversation_id: str, keyring: Keyring, now: datetime
) -> Conversation:
    """Open the conversation of a visit, owned by the bot, with a key of its own."""
    conversation = Conversation(
        id=conversation_id,
        visit_id=visit.id,
        partner_id=visit.partner_id,
        state=advance(State.WARNED, Move.TALK).value,
        owner="bot",
        epoch=1,
        seq=0,
        language=visit.language,
        country=visit.country,
        touched_at=now,
    )
    _, wrapped = keyring.new_key(conversation_id)
    session.add(conversation)
    session.add(
        ConversationKey(
            conversation_id=conversation_id, master_version=wrapped.master_version, wrapped=wrapped.wrapped
        )
    )
    session.flush()
    return conversation


def key_of(session: Session, conversation_id: str, keyring: Keyring) -> bytes:
    """The conversation's key in clear; raises `NotFound` once it was destroyed."""
    row = session.get(ConversationKey, conversation_id)
    if row is None:
        raise NotFound
    return keyring.unwrap(conversation_id, WrappedKey(row.master_version, row.wrapped))


def move(session: Session, conversation: Conversation, move: Move, owner: str, now: datetime) -> None:
    """Change state and owner in one conditional UPDATE; the epoch rises with each change of owner.

    Raises `IllegalMove` where the table has no such move and `StaleEpoch` where somebody was faster.
    """
    target = advance(State(conversation.state), move)
    values = {"state": target.value, "owner": owner, "epoch": conversation.epoch + 1, "touched_at": now}
    if target in (State.CLOSED, State.LEFT):
        values["ended_at"] = now
    done = session.execute(
        update(Conversation)
        .where(
            Conversation.id == conversation.id,
            Conversation.state == conversation.state,
            Conversation.epoch == conversation.epoch,
        )
        .values(values)
        .returning(Conversation.id)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    if done is None:
        raise StaleEpoch
    session.refresh(conversation)


def shred(session: Session, conversation_id: str) -> None:
    """Destroy the key first, then every row that hung on it. Counts and opt-outs stay."""
    session.get(Conversation, conversation_id, with_for_update=True)
    session.execute(delete(ConversationKey).where(ConversationKey.conversation_id == conversation_id))
    for table in (Outbox, Text, Event, Handoff):
        session.execute(delete(table).where(table.conversation_id == conversation_id))
    session.execute(delete(Conversation).where(Conversation.id == conversation_id))


def shred_if_idle(session: Session, conversation_id: str, before: datetime) -> bool:
    """Shred it unless somebody has come back in the meantime."""
    found = session.get(Conversation, conversation_id, with_for_update=True, populate_existing=True)
    if found is None or found.touched_at >= before:
        return False
    shred(session, conversation_id)
    return True


def idle_since(session: Session, before: datetime, *, handed_off: bool, limit: int) -> list[str]:
    """Conversations untouched since `before`, for the purge."""
    query = select(Conversation.id).where(
        Conversation.touched_at < before, Conversation.handed_off.is_(handed_off)
    )
    return list(session.scalars(query.limit(limit)))
