"""Writing to a conversation's log, as the parties to it speak."""

from datetime import datetime
from typing import Any

from webhook.services import facts
from webhook.services.cards import fill
from webhook.services.context import Context
from webhook.store import conversations, log
from webhook.store.log import Entry
from webhook.store.session import Session
from webhook.store.tables import Conversation


def record(session: Session, ctx: Context, conversation: Conversation, entry: Entry, now: datetime) -> int:
    """Append an entry under the conversation's own key; returns its sequence number."""
    key = conversations.key_of(session, conversation.id, ctx.keyring)
    return log.append(session, conversation, key, entry, now)


def announce(
    session: Session,
    ctx: Context,
    conversation: Conversation,
    notice: str,
    now: datetime,
    *,
    channel: str | None = None,
    client_id: str | None = None,
    **values: str,
) -> int:
    """Write a change of state, with the notice that the visitor reads."""
    body = {
        "state": conversation.state,
        "owner": conversation.owner.partition(":")[0],
        "channel": channel,
        "notice": notice,
        "text": ctx.content.notice(notice, conversation.language, **values),
    }
    return record(session, ctx, conversation, Entry("state", "system", body, client_id=client_id), now)


def speak(
    session: Session,
    ctx: Context,
    conversation: Conversation,
    key: str,
    now: datetime,
    *,
    actor: str = "bot",
    topic: str | None = None,
    cards: tuple[dict[str, Any], ...] = (),
    buttons: tuple[dict[str, str], ...] | None = None,
    language: str | None = None,
) -> int:
    """Write a reviewed reply by its key, in words not said yet, with its cards and facts filled in for this visitor.

    Raises `webhook.content.UnknownKey` where the catalogue has no such key. Given buttons replace the reply's own;
    `language` is the conversation's, unless given.
    """
    content, language = ctx.content, language or conversation.language
    reply = content.reply(key, language, before=log.times_said(session, conversation.id, key))
    text = "\n\n".join([reply.text, *facts.lines(session, ctx, conversation, reply.facts)])
    own = ({"id": button.id, "label": button.label} for button in reply.buttons)
    shown = list(own if buttons is None else buttons)
    body = {"text": text, "buttons": shown, "cards": fill(ctx, conversation, (*reply.cards, *cards))}
    about = topic or content.topic_of_key(key)
    offered = tuple(button["id"] for button in shown)
    entry = Entry("message", actor, body, key=key, topic=about, buttons=offered)
    return record(session, ctx, conversation, entry, now)
