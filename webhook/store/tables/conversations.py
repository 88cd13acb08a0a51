"""A conversation, its key, and its log of events."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webhook.store.tables.base import Instant, Table


class Conversation(Table):
    """Who owns it (`bot`, `queue`, `staff:<id>`, `none`), under which epoch, and how far its log has come."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    visit_id: Mapped[str | None] = mapped_column(ForeignKey("visits.id", ondelete="SET NULL"), unique=True)
    partner_id: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    owner: Mapped[str] = mapped_column(String(48))
    epoch: Mapped[int] = mapped_column(default=1)
    seq: Mapped[int] = mapped_column(default=0)
    language: Mapped[str] = mapped_column(String(12))
    country: Mapped[str | None] = mapped_column(String(2))
    door: Mapped[str | None] = mapped_column(String(20))
    topic: Mapped[str | None] = mapped_column(String(40))
    crisis: Mapped[str | None] = mapped_column(String(40))
    minor: Mapped[bool] = mapped_column(default=False)
    turns: Mapped[int] = mapped_column(default=0)
    touched_at: Mapped[datetime] = mapped_column(Instant, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    handed_off: Mapped[bool] = mapped_column(default=False)


class ConversationKey(Table):
    """The conversation's own key, wrapped by a master key. Deleting this row is the deletion."""

    __tablename__ = "conversation_keys"

    conversation_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    master_version: Mapped[int]
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class Event(Table):
    """One entry of the log. `body` is ciphertext; the rest is keys and ids."""

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("conversation_id", "client_id"),
        Index("ix_events_conversation_kind", "conversation_id", "kind"),
    )

    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str | None] = mapped_column(String(48))
    kind: Mapped[str] = mapped_column(String(16))
    actor: Mapped[str] = mapped_column(String(48))
    epoch: Mapped[int]
    key: Mapped[str | None] = mapped_column(String(80))
    topic: Mapped[str | None] = mapped_column(String(40))
    buttons: Mapped[list[str] | None] = mapped_column(JSON)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(Instant)
