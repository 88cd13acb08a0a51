"""One turn of the bot: asked outside any transaction, written only if the bot still owns the conversation."""

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog

from webhook.content import UnknownKey
from webhook.domain.commands import Command
from webhook.domain.errors import NotFound, StaleEpoch
from webhook.gateways.rasa import Answer, BotFailed, Reply, Turn
from webhook.services import erasing, languages, offers
from webhook.services.context import Context
from webhook.services.logbook import speak
from webhook.store import conversations, log, outbox, partners
from webhook.store.session import DatabaseFailed, Session
from webhook.store.tables import Conversation, Outbox

logger = structlog.get_logger(__name__)

CLAIM = timedelta(seconds=8)
"""How long whoever begins a turn keeps it before a worker may take it over."""
SESSION_TURNS = 15
"""A new Rasa session begins every so many turns, because Rasa's cost grows with the tracker."""
WAIT_FOR_EARLIER = 4.0
"""Seconds that a turn waits for one begun before it: one message at a time is in flight a conversation."""


@dataclass(frozen=True)
class Prepared:
    """A turn that is ready to be asked."""

    outbox_id: str
    conversation_id: str
    epoch: int
    turn: Turn


def key_of(conversation_id: str, client_id: str) -> str:
    """The idempotency key of the turn that a visitor's message causes."""
    return f"bot_turn|{conversation_id}|{client_id}"


def pending(session: Session, conversation_id: str, client_id: str) -> str | None:
    """The open turn of a message that came twice, if it is still to be answered."""
    row = outbox.by_key(session, key_of(conversation_id, client_id))
    return row.id if row is not None and row.state == "ready" else None


def finish(ctx: Context, outbox_id: str, *, claimed: bool) -> None:
    """Carry out a turn: ask the bot, write what it chose. A bot that fails is answered for, never passed over.

    `claimed` says that the caller holds the turn's claim. Who does not (a retry of the same message) waits for whoever
    does, so that the bot is asked once.
    """
    deadline = time.monotonic() + WAIT_FOR_EARLIER
    while (prepared := _prepare(ctx, outbox_id, claimed)) == "earlier":
        if time.monotonic() > deadline:
            return  # the worker takes it up
        time.sleep(0.1)
    if isinstance(prepared, Prepared):
        _ask_and_write(ctx, prepared)


def _ask_and_write(ctx: Context, prepared: Prepared) -> None:
    try:
        answer = ctx.bot.answer(prepared.turn)
    except BotFailed as failure:
        logger.warning("bot.failed", conversation=prepared.conversation_id, code=failure.code)
        answer = None
    try:
        _record(ctx, prepared, answer)
    except DatabaseFailed:
        raise
    except Exception as error:
        # What the bot chose could not be written: the visitor must hear something all the same.
        logger.error("bot.answer_failed", conversation=prepared.conversation_id, error=type(error).__name__)
        _record(ctx, prepared, None)
    ctx.bus.hint(f"conversation:{prepared.conversation_id}")


def _record(ctx: Context, prepared: Prepared, answer: Answer | None) -> None:
    now = ctx.clock()
    with ctx.db.transaction() as session:
        try:
            conversation = conversations.locked(session, prepared.conversation_id)
        except NotFound:
            return
        if not outbox.finish(session, prepared.outbox_id):
            return
        if conversation.owner != "bot" or conversation.epoch != prepared.epoch:
            return
        conversation.turns += 1
        session.flush()
        if answer is None:
            offers.bot_is_down(session, ctx, conversation, now)
        elif any(reply.command == Command.DELETE for reply in answer.replies):
            erasing.erase(session, ctx, conversation)
        else:
            _write(session, ctx, conversation, answer)
            if prepared.turn.text:
                languages.after_a_text(session, ctx, conversation, prepared.turn.text, now)


def _prepare(ctx: Context, outbox_id: str, claimed: bool) -> Prepared | str | None:
    now = ctx.clock()
    with ctx.db.transaction() as session:
        row = outbox.by_id(session, outbox_id)
        if row is None or row.state != "ready":
            return None
        somebody_is_at_it = not claimed and row.due_at > now
        if somebody_is_at_it or outbox.earlier_open(session, row):
            return "earlier"
        outbox.extend(session, outbox_id, now, CLAIM)
        try:
            return _prepared(session, ctx, row)
        except (NotFound, StaleEpoch):
            outbox.finish(session, outbox_id, "done", "stale")
            return None


def _prepared(session: Session, ctx: Context, row: Outbox) -> Prepared:
    conversation = conversations.by_id(session, row.conversation_id or "")
    if conversation.owner != "bot" or conversation.epoch != row.payload["epoch"]:
        raise StaleEpoch
    intent = row.payload["intent"]
    text = None
    if intent is None:
        event = log.at(session, conversation.id, int(row.payload["seq"] or 0))
        text = log.body_of(event, conversations.key_of(session, conversation.id, ctx.keyring))["text"]
    turn = Turn(
        sender=erasing.sender(ctx, conversation.id),
        text=text,
        intent=str(intent) if intent else None,
        new_session=conversation.turns > 0 and conversation.turns % SESSION_TURNS == 0,
        metadata=_metadata(session, ctx, conversation),
    )
    return Prepared(row.id, conversation.id, conversation.epoch, turn)


def _metadata(session: Session, ctx: Context, conversation: Conversation) -> dict[str, Any]:
    return {
        "language": conversation.language,
        "country": conversation.country,
        "door": conversation.door,
        "ways": [channel.value for channel in offers.ways(session, ctx, conversation)],
        "topic": conversation.topic,
        "minor": conversation.minor,
    }


def _chosen(ctx: Context, intents: list[str], language: str) -> tuple[dict[str, str], ...] | None:
    """Buttons that an action chose by intent; None where it left the reply its own."""
    if not intents:
        return None
    return tuple(
        {"id": f"intent.{name}", "label": ctx.content.intent_label(name, language)} for name in intents
    )


def _write(session: Session, ctx: Context, conversation: Conversation, answer: Answer) -> None:
    now = ctx.clock()
    if answer.topic and ctx.content.has_topic(answer.topic):
        offers.understood(ctx, conversation, answer.topic)
        session.flush()
    written = [_reply(session, ctx, conversation, reply, answer.topic) for reply in answer.replies]
    if not all(written):
        partners.count(session, conversation.partner_id, "bot.refused", now.date())
    if not any(written):
        offers.bot_is_down(session, ctx, conversation, now)


def _reply(
    session: Session, ctx: Context, conversation: Conversation, reply: Reply, topic: str | None
) -> bool:
    now = ctx.clock()
    if reply.command is not None:
        return offers.carry_out(session, ctx, conversation, reply.command, now)
    try:
        buttons = _chosen(ctx, reply.buttons, conversation.language)
        cards = tuple(card.model_dump() for card in reply.cards)
        speak(session, ctx, conversation, reply.key or "", now, topic=topic, buttons=buttons, cards=cards)
    except UnknownKey:
        logger.warning("bot.unknown_key", conversation=conversation.id)
        return False
    return True
