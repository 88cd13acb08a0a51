"""Everything between us and the phones, for the simulator page."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webhook.store.tables import Handoff, StrayText, Text


def texts_of_handoffs(session: Session, since: datetime, limit: int = 200) -> list[tuple[Text, Handoff]]:
    """The newest texts, in and out, that a provider has an id for, oldest first."""
    query = select(Text, Handoff).join(Handoff, Handoff.id == Text.handoff_id)
    known = query.where(Text.provider_sid.is_not(None), Text.created_at > since)
    newest = session.execute(known.order_by(Text.created_at.desc()).limit(limit))
    return [(text, handoff) for text, handoff in newest][::-1]


def strays(session: Session, since: datetime, limit: int = 200) -> list[StrayText]:
    """The newest answers to phones without a handoff, oldest first."""
    known = select(StrayText).where(StrayText.provider_sid.is_not(None), StrayText.created_at > since)
    return list(session.scalars(known.order_by(StrayText.created_at.desc()).limit(limit)))[::-1]
