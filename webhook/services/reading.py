"""What a visitor may read of the own conversation."""

from typing import Any

from webhook.domain.states import State
from webhook.services.cards import emergency_card
from webhook.services.context import Context
from webhook.services.presenting import present, standing
from webhook.store import conversations, handoffs, log
from webhook.store.tables import Visit

NOTHING = {"state": State.WARNED.value, "owner": "bot", "channel": None, "seq": 0}
DELETED = {"state": "deleted", "owner": "none", "channel": None}


def snapshot(ctx: Context, visit: Visit, after: int) -> dict[str, Any]:
    """State and all events with a sequence number above `after`."""
    with ctx.db.reading() as session:
        conversation = conversations.of_visit(session, visit.id)
        if conversation is None:
            return {**NOTHING, "events": []}
        handoff = handoffs.live_of(session, conversation.id)
        key = conversations.key_of(session, conversation.id, ctx.keyring)
        events = [present(event, key) for event in log.since(session, conversation.id, after)]
        now = standing(conversation, handoff.channel if handoff else None)
        return {**now, "language": conversation.language, "events": events}


def after_saying(ctx: Context, visit: Visit, language: str, after: int) -> dict[str, Any]:
    """The snapshot after something was said, which may have been the wish to have it all deleted.

    `language` is that of the last word.
    """
    with ctx.db.reading() as session:
        gone = conversations.of_visit(session, visit.id) is None
    return _deleted(ctx, language, after + 1) if gone else snapshot(ctx, visit, after)


def _deleted(ctx: Context, language: str, seq: int) -> dict[str, Any]:
    """The last word, which stands in no log any more."""
    reply = ctx.content.reply("utter_control_delete", language)
    said = {
        "seq": seq,
        "at": ctx.clock().isoformat().replace("+00:00", "Z"),
        "kind": "message",
        "from": "bot",
        "key": reply.key,
        "topic": ctx.content.topic_of_key(reply.key),
        "text": reply.text,
        "buttons": [],
        "cards": [],
    }
    return {**DELETED, "seq": seq, "events": [said]}


def words(ctx: Context, visit: Visit) -> dict[str, Any]:
    """The words of the interface in the language of the conversation, and its emergency number."""
    with ctx.db.reading() as session:
        conversation = conversations.of_visit(session, visit.id)
    language = ctx.content.language(conversation.language if conversation else visit.language)
    return {
        "language": language,
        "direction": ctx.content.direction(language),
        "ui": ctx.content.ui(language),
        "emergency": emergency_card(ctx, visit.country, language),
    }


def conversation_id(ctx: Context, visit: Visit) -> str | None:
    """The id under which hints for this visitor travel, once a conversation has begun."""
    with ctx.db.reading() as session:
        conversation = conversations.of_visit(session, visit.id)
        return conversation.id if conversation else None
