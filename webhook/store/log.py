"""The event log of a conversation: append under the row lock, read by sequence."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from webhook.domain.errors import NotFound, StaleEpoch
from webhook.store.crypto import open_sealed, seal
from webhook.store.tables import Conversation, Event


@dataclass(frozen=True)
class Entry:
    """What is to be written. `body` is what gets encrypted: text, buttons, cards and the like."""

    kind: str
    actor: str
    body: dict[str, Any]
    client_id: str | None = None
    key: str | None = None
    topic: str | None = None
    buttons: tuple[str, ...] = field(default=())


def append(session: Session, conversation: Conversation, key: bytes, entry: Entry, now: datetime) -> int:
    """Write one entry and return its sequence number.

    The number is taken by an UPDATE that also checks the epoch, so it holds the row lock until commit and a
    write computed under an older owner raises `StaleEpoch` (DESIGN decisions 7 and 8).
    """
    taken = session.execute(
        update(Conversation)
        .where(Conversation.id == conversation.id, Conversation.epoch == conversation.epoch)
        .values(seq=Conversation.seq + 1, touched_at=now)
        .returning(Conversation.seq)
        .execution_options(synchronize_session=False)
    ).scalar_one_or_none()
    if taken is None:
        raise StaleEpoch
    set_committed_value(conversation, "seq", taken)
    session.add(
        Event(
            conversation_id=conversation.id,
            seq=taken,
            client_id=entry.client_id,
            kind=entry.kind,
            actor=entry.actor,
            epoch=conversation.epoch,
            key=entry.key,
            topic=entry.topic,
            buttons=list(entry.buttons) or None,
            body=seal(key, json.dumps(entry.body).encode(), _place(conversation.id, taken)),
            at=now,
        )
    )
    session.flush()
    return taken


def since(session: Session, conversation_id: str, after: int) -> list[Event]:
    """All entries with a sequence number above `after`, oldest first."""
    newer = select(Event).where(Event.conversation_id == conversation_id, Event.seq > after)
    return list(session.scalars(newer.order_by(Event.seq)))


def at(session: Session, conversation_id: str, seq: int) -> Event:
    """One entry; raises `NotFound`."""
    found = session.get(Event, (conversation_id, seq))
    if found is None:
        raise NotFound
    return found


def by_client_id(session: Session, conversation_id: str, client_id: str) -> Event | None:
    """The entry that this client id made before, if any."""
    return session.scalar(
        select(Event).where(Event.conversation_id == conversation_id, Event.client_id == client_id)
    )


def latest_of_key(session: Session, conversation_id: str, key: str) -> Event | None:
    """The newest entry with this key."""
    same = select(Event).where(Event.conversation_id == conversation_id, Event.key == key)
    return session.scalar(same.order_by(Event.seq.desc()).limit(1))


def times_said(session: Session, conversation_id: str, key: str) -> int:
    """How often a reply of this key stands in the conversation."""
    same = select(func.count()).where(Event.conversation_id == conversation_id, Event.key == key)
    return session.scalar(same) or 0


def newest_text_of(session: Session, conversation_id: str, actor: str) -> Event | None:
    """The newest message of an actor."""
    own = select(Event).where(
        Event.conversation_id == conversation_id, Event.kind == "message", Event.actor == actor
    )
    return session.scalar(own.order_by(Event.seq.desc()).limit(1))


def was_issued(session: Session, conversation_id: str, button: str) -> bool:
    """Whether a button of this id was offered in the conversation."""
    offered = session.scalars(
        select(Event.buttons).where(Event.conversation_id == conversation_id, Event.kind == "message")
    )
    return any(button in (ids or ()) for ids in offered)


def body_of(event: Event, key: bytes) -> dict[str, Any]:
    """The decrypted body of an entry."""
    body: dict[str, Any] = json.loads(open_sealed(key, event.body, _place(event.conversation_id, event.seq)))
    return body


def _place(conversation_id: str, seq: int) -> str:
    return f"events.body|{conversation_id}|{seq}"
