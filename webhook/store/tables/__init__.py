"""Every table, so that Alembic and the tests see them all."""

from webhook.store.tables.base import Table
from webhook.store.tables.conversations import Conversation, ConversationKey, Event
from webhook.store.tables.handoffs import Desk, Handoff, OptOut, Text
from webhook.store.tables.outbox import Outbox
from webhook.store.tables.partners import DailyCount, Partner, PartnerSecret, Visit
from webhook.store.tables.phones import PhoneUse, ReceivedText, StrayText
from webhook.store.tables.staff import Staff, StaffSession

__all__ = [
    "Conversation",
    "ConversationKey",
    "DailyCount",
    "Desk",
    "Event",
    "Handoff",
    "OptOut",
    "Outbox",
    "Partner",
    "PartnerSecret",
    "PhoneUse",
    "ReceivedText",
    "Staff",
    "StaffSession",
    "StrayText",
    "Table",
    "Text",
    "Visit",
]
