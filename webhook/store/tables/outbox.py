"""What must happen outside, written in the same transaction as its cause."""

from datetime import datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webhook.store.tables.base import Instant, Table


class Outbox(Table):
    """A deed to be done at least once. `payload` holds ids and numbers of rows, never words."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "state", "due_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(120), unique=True)
    """Idempotency key: the same cause never makes two rows."""
    conversation_id: Mapped[str | None] = mapped_column(String(32), index=True)
    payload: Mapped[dict[str, str | int | None]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10), default="ready")
    """ready, done or failed."""
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(Instant)
    """When it may be tried (again); while somebody is at it, when their claim ends."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    last_error: Mapped[str | None] = mapped_column(String(60))
