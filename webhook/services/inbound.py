"""A text came in: it belongs to a handoff, or its phone is told that there is none. No text counts twice."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from webhook.domain.errors import NotFound, StaleEpoch
from webhook.domain.handoffs import HandoffState
from webhook.domain.keywords import Keyword, confirms, keyword
from webhook.domain.states import State
from webhook.domain.texts import RECEIVED
from webhook.safety import Screened
from webhook.services import endings, numbers, strays, talking, texts
from webhook.services import handoffs as handoff_services
from webhook.services.context import Context
from webhook.services.logbook import record
from webhook.services.overtaken import again
from webhook.store import conversations, outbox
from webhook.store import texts as store
from webhook.store.log import Entry
from webhook.store.session import Session
from webhook.store.tables import Handoff, Text

CRY_FOR_HELP = 1
"""The priority (high) that HELP gives a handoff that waits."""


@dataclass(frozen=True)
class Arrived:
    """A text as the provider reports it. `answered`: the provider has answered the keyword in it by itself."""

    sid: str
    phone: str = field(repr=False)
    body: str = field(repr=False)
    media: bool = False
    answered: bool = False

    @property
    def word(self) -> Keyword | None:
        """The keyword that the whole text is."""
        return keyword(self.body)


def take(ctx: Context, arrived: Arrived) -> None:
    """Give a text its effect, once: its id is taken in the transaction that has the effect."""
    index = numbers.index(ctx, arrived.phone)

    def once() -> Handoff | None:
        whose, language = _owner(ctx, index)
        screened = ctx.screen.check(arrived.body, language)
        now = ctx.clock()
        with ctx.db.transaction() as session:
            handoff = _hold(session, index, whose)
            if not store.claim(session, arrived.sid, now):
                return None
            if handoff is not None:
                _take(session, ctx, handoff, arrived, screened, now)
            elif screened.crisis and arrived.word is None:
                strays.answer_crisis(session, ctx, arrived.phone, now)
            else:
                strays.answer(session, ctx, arrived.phone, arrived.word, now, answered=arrived.answered)
            return handoff

    handoff = again(once)
    if handoff is not None:
        handoff_services.hint(ctx, handoff.conversation_id, handoff.desk_id)


def _owner(ctx: Context, phone_index: str) -> tuple[str | None, str]:
    """The conversation that a phone's texts belong to now, if any, and the language to read them in."""
    with ctx.db.reading() as session:
        handoff = store.handoff_of_phone(session, phone_index)
        if handoff is None:
            return None, ctx.content.language(None)
        return handoff.conversation_id, conversations.by_id(session, handoff.conversation_id).language


def _hold(session: Session, phone_index: str, conversation_id: str | None) -> Handoff | None:
    """The handoff of a phone: its conversation locked first, then the phone, as everywhere.

    Raises `StaleEpoch` where the phone's texts belong to another conversation by now.
    """
    if conversation_id is not None:
        try:
            conversations.locked(session, conversation_id)
        except NotFound:
            raise StaleEpoch from None
    store.hold_phone(session, phone_index)
    handoff = store.handoff_of_phone(session, phone_index)
    if (handoff.conversation_id if handoff else None) != conversation_id:
        raise StaleEpoch
    return handoff


def _take(
    session: Session, ctx: Context, handoff: Handoff, arrived: Arrived, screened: Screened, now: datetime
) -> None:
    if arrived.media:
        strays.answer_once(session, ctx, arrived.phone, "words_only", now)
    if not screened.text.strip():
        return
    requested = handoff.state == HandoffState.REQUESTED.value
    leaves = arrived.word is Keyword.STOP or (requested and arrived.word is Keyword.NO)
    if requested and not (leaves or screened.crisis or confirms(arrived.body)):
        _ask_again(session, ctx, handoff, arrived, now)
        return
    _keep(session, ctx, handoff, arrived, screened, now)
    if leaves:
        _leave(session, ctx, handoff, arrived, now)
        return
    if requested:
        handoff_services.confirm(session, ctx, handoff, now)
    if arrived.word is Keyword.HELP:
        _cry(session, ctx, handoff, arrived, now)
    if screened.crisis:
        _crisis(session, ctx, handoff, screened, now)
    if requested:
        texts.queue_service_text(session, ctx, handoff, "confirmed", now)


def _ask_again(session: Session, ctx: Context, handoff: Handoff, arrived: Arrived, now: datetime) -> None:
    """Whoever holds the phone may not be who typed its number: nothing of what it says is kept, or taken for a YES."""
    if arrived.word is Keyword.HELP:
        strays.answer(session, ctx, arrived.phone, arrived.word, now, answered=arrived.answered)
    elif not store.was_sent(session, handoff.id, "yes_or_no"):
        texts.queue_service_text(session, ctx, handoff, "yes_or_no", now)


def _leave(session: Session, ctx: Context, handoff: Handoff, arrived: Arrived, now: datetime) -> None:
    if arrived.word is Keyword.STOP:
        endings.stopped(session, ctx, handoff, now)
        strays.answer(session, ctx, arrived.phone, arrived.word, now, answered=arrived.answered)
    else:
        endings.declined(session, ctx, handoff, now)
        strays.answer_once(session, ctx, arrived.phone, "declined", now)


def _keep(
    session: Session, ctx: Context, handoff: Handoff, arrived: Arrived, screened: Screened, now: datetime
) -> None:
    conversation = conversations.by_id(session, handoff.conversation_id)
    body = {"text": screened.text, "removed": list(screened.removed), "channel": "sms"}
    seq = record(session, ctx, conversation, Entry("message", "visitor", body, arrived.sid), now)
    session.add(
        Text(
            id=uuid.uuid4().hex,
            handoff_id=handoff.id,
            conversation_id=handoff.conversation_id,
            direction="in",
            seq=seq,
            provider_sid=arrived.sid,
            status=RECEIVED,
            created_at=now,
        )
    )
    session.flush()


def _cry(session: Session, ctx: Context, handoff: Handoff, arrived: Arrived, now: datetime) -> None:
    """HELP may be a cry for help: it stands in the log, comes first in the queue, and staff are told again."""
    handoff.priority = min(handoff.priority, CRY_FOR_HELP)
    payload: outbox.Payload = {"handoff": handoff.id, "desk": handoff.desk_id}
    key = f"alert|{handoff.id}|{arrived.sid}"
    outbox.put(session, "alert", key, payload, now, conversation_id=handoff.conversation_id)
    strays.answer(session, ctx, arrived.phone, arrived.word, now, answered=arrived.answered)


def _crisis(session: Session, ctx: Context, handoff: Handoff, screened: Screened, now: datetime) -> None:
    """Mark it as everywhere; while no person is there yet, the phone is told whom to call, once."""
    conversation = conversations.by_id(session, handoff.conversation_id)
    talking.raise_crisis(session, ctx, conversation, talking.crisis_intent(screened), now)
    told = store.was_sent(session, handoff.id, texts.DANGER)
    if conversation.state != State.WITH_PERSON.value and not told:
        texts.queue_service_text(session, ctx, handoff, texts.DANGER, now)
