"""Partner sites, and the visits that their signed calls open."""

from datetime import datetime

from sqlalchemy import JSON, Date, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webhook.store.tables.base import Instant, Table


class Partner(Table):
    """A partner site. `site_key` is public; origins are the only pages that may frame the widget.

    `lists` names the word lists that count for it; None: all of them, those that are added later too.
    """

    __tablename__ = "partners"

    id: Mapped[int] = mapped_column(primary_key=True)
    site_key: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    origins: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Instant)
    lists: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))


class PartnerSecret(Table):
    """A signing secret, sealed under the master key; two may live while one is rotated."""

    __tablename__ = "partner_secrets"

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id", ondelete="CASCADE"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)


class Visit(Table):
    """One warning shown. Never a query, an address or a device; the time is the hour it fell in."""

    __tablename__ = "visits"
    __table_args__ = (UniqueConstraint("partner_id", "request_id"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id", ondelete="CASCADE"))
    request_id: Mapped[str] = mapped_column(String(128))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    secret_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    category: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(12))
    country: Mapped[str | None] = mapped_column(String(2))
    hour: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class DailyCount(Table):
    """How often something happened on a day; what statistics need, written with its cause."""

    __tablename__ = "daily_counts"

    day: Mapped[datetime] = mapped_column(Date, primary_key=True)
    partner_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
