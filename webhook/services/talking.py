"""The visitor says something: it is screened, stored, and answered by whoever owns the conversation."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webhook.domain import commands
from webhook.domain.errors import BodyInvalid, ConversationClosed, Replayed, UnknownButton
from webhook.domain.states import FINAL, State
from webhook.safety import Screened
from webhook.services import languages, offers, reading, turns
from webhook.services.context import Context
from webhook.services.logbook import record, speak
from webhook.store import conversations, handoffs, log, outbox
from webhook.store.log import Entry
from webhook.store.session import Session
from webhook.store.tables import Conversation, Event, Visit

OWN_LIFE, OTHERS_LIFE = "crisis_suicide", "crisis_suicide_other"


@dataclass(frozen=True)
class Said:
    """What came from the visitor; exactly one of `text` and `button` is set. `client_id` makes a retry harmless."""

    client_id: str
    text: str | None = None
    button: str | None = None


def say(ctx: Context, visit: Visit, said: Said, after: int) -> dict[str, Any]:
    """Store it, answer it, and return everything after `after`. A repeated client id changes nothing.

    Raises `ConversationClosed`, `UnknownButton`, `Replayed` (the id was used for something else) or `BodyInvalid`
    (nothing is left to say). While the bot owns the conversation this waits for its answer,
    5 s at most, and 4 s more where an earlier message of the same visitor is still being answered.
    """
    stored = _store(ctx, visit, said)
    _hint(ctx, stored.conversation_id)
    if stored.turn is not None:
        turns.finish(ctx, stored.turn, claimed=not stored.before)
    return reading.after_saying(ctx, visit, stored.language, after)


@dataclass(frozen=True)
class _Stored:
    """`turn` is the bot's turn that is still to be taken; `before`: the message was stored by an earlier call."""

    conversation_id: str
    language: str
    turn: str | None
    before: bool = False


def _store(ctx: Context, visit: Visit, said: Said) -> _Stored:
    now = ctx.clock()
    with ctx.db.transaction() as session:
        conversation = open_conversation(session, ctx, visit, now)
        known = log.by_client_id(session, conversation.id, said.client_id)
        if known is not None:
            if not _says_the_same(session, ctx, conversation, known, said):
                raise Replayed
            pending = turns.pending(session, conversation.id, said.client_id)
            return _Stored(conversation.id, conversation.language, pending, before=True)
        if State(conversation.state) in FINAL:
            raise ConversationClosed
        if said.button is not None:
            turn = _pressed(session, ctx, conversation, said, now)
        else:
            turn = _wrote(session, ctx, conversation, said, now)
        return _Stored(conversation.id, conversation.language, turn)


def _says_the_same(
    session: Session, ctx: Context, conversation: Conversation, known: Event, said: Said
) -> bool:
    key = conversations.key_of(session, conversation.id, ctx.keyring)
    body = log.body_of(known, key)
    if said.button is not None:
        return body.get("button") == said.button
    screened = ctx.screen.check(said.text or "", conversation.language)
    return known.kind == "message" and "button" not in body and body["text"] == screened.text


def open_conversation(session: Session, ctx: Context, visit: Visit, now: datetime) -> Conversation:
    """The visit's conversation, locked; the first act of the visitor begins it."""
    found = conversations.locked_of_visit(session, visit.id)
    return found or conversations.begin(session, visit, uuid.uuid4().hex, ctx.keyring, now)


def _wrote(
    session: Session, ctx: Context, conversation: Conversation, said: Said, now: datetime
) -> str | None:
    screened = ctx.screen.check(said.text or "", conversation.language)
    if not screened.text.strip():
        raise BodyInvalid
    body = {"text": screened.text, "removed": list(screened.removed), "channel": "chat"}
    seq = record(session, ctx, conversation, Entry("message", "visitor", body, said.client_id), now)
    if screened.crisis:
        raise_crisis(session, ctx, conversation, crisis_intent(screened), now)
        return None
    return _bot_turn(session, conversation, said, seq, None, now)


def _pressed(
    session: Session, ctx: Context, conversation: Conversation, said: Said, now: datetime
) -> str | None:
    button = said.button or ""
    if button not in commands.STANDING and not log.was_issued(session, conversation.id, button):
        raise UnknownButton
    body = {"text": label_of(ctx, button, conversation.language), "button": button, "channel": "chat"}
    seq = record(session, ctx, conversation, Entry("message", "visitor", body, said.client_id), now)
    crisis = commands.crisis_of(button)
    if crisis is not None:
        raise_crisis(session, ctx, conversation, crisis, now)
        return None
    if button in commands.DOORS:
        offers.took_door(conversation, button)
    if button.startswith(commands.LANGUAGE_PREFIX):
        if conversation.owner == "bot":
            languages.switch(session, ctx, conversation, button.removeprefix(commands.LANGUAGE_PREFIX), now)
        return None
    standing = offers.standing_of(button)
    if standing is None:
        return _bot_turn(session, conversation, said, seq, commands.intent_of(button), now)
    if conversation.owner == "bot":
        offers.answer(session, ctx, conversation, standing, now)
    return None


def _bot_turn(
    session: Session, conversation: Conversation, said: Said, seq: int, intent: str | None, now: datetime
) -> str | None:
    if conversation.owner != "bot":
        return None
    payload = {"seq": seq, "intent": intent, "epoch": conversation.epoch}
    row = outbox.put(
        session,
        "bot_turn",
        turns.key_of(conversation.id, said.client_id),
        payload,
        now,
        conversation_id=conversation.id,
        claimed_for=turns.CLAIM,
    )
    return row.id


def crisis_intent(screened: Screened) -> str:
    """The intent that a screened crisis amounts to; another person's life has an answer of its own."""
    intent = (screened.crisis or "").replace(".", "_")
    return OTHERS_LIFE if (intent, screened.subject) == (OWN_LIFE, "other") else intent


def raise_crisis(
    session: Session, ctx: Context, conversation: Conversation, intent: str, now: datetime
) -> None:
    """A crisis was found: mark for good, answer from the service itself, put a waiting handoff first.

    With a person in the conversation nothing is said over them; they see the mark.
    """
    topic = ctx.content.topic_of_intent(intent)
    conversation.crisis = commands.graver(conversation.crisis, topic)
    conversation.topic = topic
    # A bot turn that is still in flight was begun before this: it must not speak after it.
    conversation.epoch += 1
    session.flush()
    handoff = handoffs.live_of(session, conversation.id)
    if handoff is not None:
        handoff.priority = 0
    if conversation.state != State.WITH_PERSON.value:
        speak(session, ctx, conversation, f"utter_{intent}", now, actor="system", topic=topic)


def label_of(ctx: Context, button: str, language: str) -> str:
    """The words of a button, as the visitor's own line in the log."""
    content = ctx.content
    for door in content.doors(language):
        if door.id == button:
            return door.label
    standing = content.standing(language)
    if button in standing:
        return standing[button]
    if button.startswith(commands.LANGUAGE_PREFIX):
        return content.language_name(button.removeprefix(commands.LANGUAGE_PREFIX))
    return content.intent_label(button.removeprefix(commands.INTENT_PREFIX), language)


def _hint(ctx: Context, conversation_id: str) -> None:
    ctx.bus.hint(f"conversation:{conversation_id}")
