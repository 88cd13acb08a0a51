"""Desks that answer, and handoffs to them."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from webhook.store.tables.base import Instant, Table


class Desk(Table):
    """A helpline that answers through Turnpoint. `confidentiality` is shown before the visitor agrees."""

    __tablename__ = "desks"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    confidentiality: Mapped[str] = mapped_column(String(600))
    languages: Mapped[list[str]] = mapped_column(JSON)
    countries: Mapped[list[str]] = mapped_column(JSON)
    channels: Mapped[list[str]] = mapped_column(JSON)


class Handoff(Table):
    """One request for a person. `queued_at` is the first arrival and never changes."""

    __tablename__ = "handoffs"
    __table_args__ = (Index("ix_handoffs_queue", "desk_id", "state", "priority", "queued_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    desk_id: Mapped[int] = mapped_column(ForeignKey("desks.id"))
    channel: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(20))
    priority: Mapped[int]
    topic: Mapped[str | None] = mapped_column(String(40))
    share_from: Mapped[int]
    """The first seq that staff may read: 1 where the visitor agreed to pass on the talk with the bot."""
    share_until: Mapped[int | None]
    """The last seq that staff may read: set when it ends, for what comes after is between visitor and bot."""
    staff_id: Mapped[int | None]
    queued_at: Mapped[datetime] = mapped_column(Instant)
    deadline: Mapped[datetime | None] = mapped_column(Instant, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    phone: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_index: Mapped[str | None] = mapped_column(String(40), index=True)
    phone_tail: Mapped[str | None] = mapped_column(String(2))


class Text(Table):
    """One text message, out or in. Its words are the event with `seq`, or a service text with `key`."""

    __tablename__ = "texts"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    handoff_id: Mapped[str] = mapped_column(ForeignKey("handoffs.id", ondelete="CASCADE"), index=True)
    conversation_id: Mapped[str] = mapped_column(String(32), index=True)
    direction: Mapped[str] = mapped_column(String(3))
    seq: Mapped[int | None]
    key: Mapped[str | None] = mapped_column(String(60))
    provider_sid: Mapped[str | None] = mapped_column(String(64), unique=True)
    status: Mapped[str] = mapped_column(String(20))
    error_code: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Instant)


class OptOut(Table):
    """A phone that answered STOP: a keyed hash only. Survives every deletion."""

    __tablename__ = "opt_outs"

    phone_index: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
