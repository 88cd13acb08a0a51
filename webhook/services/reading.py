"""What a visitor may read of the own conversation."""

from typing import Any

from webhook.domain.states import State
from webhook.services.context import Context
from webhook.services.presenting import present, standing
from webhook.store import conversations, handoffs, log
from webhook.store.tables import Visit

NOTHING = {"state": State.WARNED.value, "owner": "bot", "channel": None, "seq": 0}


def snapshot(ctx: Context, visit: Visit, after: int) -> dict[str, Any]:
    """State and all events with a sequence number above `after`."""
    with ctx.db.reading() as session:
        conversation = conversations.of_visit(session, visit.id)
        if conversation is None:
            return {**NOTHING, "events": []}
        handoff = handoffs.live_of(session, conversation.id)
        key = conversations.key_of(session, conversation.id, ctx.keyring)
        events = [present(event, key) for event in log.since(session, conversation.id, after)]
        return {**standing(conversation, handoff.channel if handoff else None), "events": events}


def conversation_id(ctx: Context, visit: Visit) -> str | None:
    """The id under which hints for this visitor travel, once a conversation has begun."""
    with ctx.db.reading() as session:
        conversation = conversations.of_visit(session, visit.id)
        return conversation.id if conversation else None
