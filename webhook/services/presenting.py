"""How an entry of the log looks to a client: the same for the widget and the console."""

from typing import Any

from webhook.store import log
from webhook.store.tables import Conversation, Event


def present(event: Event, key: bytes) -> dict[str, Any]:
    """The JSON of one entry (message, state or delivery), decrypted."""
    body = log.body_of(event, key)
    sender = event.actor.partition(":")[0]
    shown = {
        "seq": event.seq,
        "at": event.at.isoformat().replace("+00:00", "Z"),
        "kind": event.kind,
        "from": sender,
    }
    if event.client_id and sender == "visitor":
        shown["client_id"] = event.client_id
    if event.kind == "message":
        shown |= {"key": event.key, "topic": event.topic, "buttons": [], "cards": []}
    return shown | body


def standing(conversation: Conversation, channel: str | None) -> dict[str, Any]:
    """State, owner, channel and the newest sequence number."""
    return {
        "state": conversation.state,
        "owner": conversation.owner.partition(":")[0],
        "channel": channel,
        "seq": conversation.seq,
    }
