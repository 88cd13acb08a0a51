"""A conversation is destroyed: its key, its rows, and what the bot remembers of it."""

import base64
import hashlib
import hmac

from webhook.services.context import Context
from webhook.store import conversations, outbox, partners
from webhook.store.session import Session
from webhook.store.tables import Conversation


def erase(session: Session, ctx: Context, conversation: Conversation) -> None:
    """Nothing of it can be read again; the visit's secret opens nothing any more."""
    name, visit_id = conversation.id, conversation.visit_id
    conversations.shred(session, name)
    if visit_id is not None:
        partners.forget_visit(session, visit_id)  # a late message must not begin anew what was deleted
    outbox.put(session, "forget", f"forget|{name}", {"sender": sender(ctx, name)}, ctx.clock())


def sender(ctx: Context, conversation_id: str) -> str:
    """The name under which the bot knows a conversation; nobody without our key can make it."""
    digest = hmac.digest(ctx.settings.session_key, f"sender|{conversation_id}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
