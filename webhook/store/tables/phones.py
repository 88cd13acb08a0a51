"""What is remembered of a phone outside any conversation: no words, and the number as ciphertext or keyed hash."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from webhook.store.tables.base import Instant, Table


class ReceivedText(Table):
    """A text that has been taken in, by the provider's id: the same id never has an effect twice."""

    __tablename__ = "received_texts"

    message_sid: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)


class PhoneUse(Table):
    """One text of ours that nobody at the phone had agreed to beforehand; what the budget of a phone counts."""

    __tablename__ = "phone_uses"
    __table_args__ = (Index("ix_phone_uses_budget", "phone_index", "name", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    phone_index: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Instant, index=True)


class StrayText(Table):
    """A text to a phone that has no open handoff, always one of our own by its `key`. What came in is not kept."""

    __tablename__ = "stray_texts"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    phone: Mapped[bytes] = mapped_column(LargeBinary)
    """The number, sealed under the newest master key."""
    phone_index: Mapped[str] = mapped_column(String(40), index=True)
    language: Mapped[str] = mapped_column(String(12))
    key: Mapped[str] = mapped_column(String(60))
    provider_sid: Mapped[str | None] = mapped_column(String(64), unique=True)
    status: Mapped[str] = mapped_column(String(20))
    error_code: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Instant, index=True)
