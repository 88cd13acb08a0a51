"""Texts to a phone: written down with their cause, sent once by the worker, in the order they were written."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from webhook.domain.handoffs import ENDED, HandoffState
from webhook.domain.texts import LONGEST, READY, TRYING, TextTooLong, waits
from webhook.gateways.errors import Failed, Permanent, Temporary
from webhook.gateways.sms import Draft, Sent
from webhook.services import numbers, receipts
from webhook.services.context import Context
from webhook.store import conversations, handoffs, log
from webhook.store import texts as store
from webhook.store.session import Session
from webhook.store.tables import Handoff, StrayText, Text

CONFIRMS_A_DAY = 3
"""First texts that one phone gets in 24 hours, whoever types its number."""
DAY = timedelta(hours=24)
LATE = timedelta(hours=2)
"""A text that could not be sent for so long is given up: by then it would do harm."""
LATE_BY_KEY = {
    key: timedelta(minutes=15)
    for key in ("confirm", "yes_or_no", "no_chat", "help", "start", "stop", "words_only")
}
VOID_AT_THE_END = frozenset({"confirm", "yes_or_no", "confirmed", "welcome", "words_only"})
DANGER = "danger"
"""The answer to every crisis: it does not say which, since others may read the phone."""
LATE_CODE = "late"
OPTED_OUT = "21610"
"""Twilio's code for a phone that has answered STOP; ours too, where our own list knows it."""


def queue_service_text(session: Session, ctx: Context, handoff: Handoff, key: str, now: datetime) -> None:
    """Send words of our own; `key` is one of the SMS texts.

    A reply of the bot never goes to a phone, since it may name its subject: raises `webhook.content.UnknownKey`.
    A first text ("confirm") beyond the phone's budget, or to a phone that is in another handoff, is silently not
    sent: who typed the number is told the same either way.
    """
    text = _text(handoff, now, key=key)
    words_of(session, ctx, text)
    phone = handoff.phone_index or ""
    if key == "confirm":
        store.hold_phone(session, phone)
        engaged = store.is_engaged(session, phone, besides=handoff.id)
        if engaged or store.uses(session, phone, key, now - DAY) >= CONFIRMS_A_DAY:
            return
        store.use(session, phone, key, now)
    store.put(session, text, now)


def queue_staff_text(session: Session, ctx: Context, handoff: Handoff, seq: int, now: datetime) -> None:
    """Send the message with the number `seq`, written by staff. Raises `TextTooLong` above 1,600 characters."""
    text = _text(handoff, now, seq=seq)
    if len(words_of(session, ctx, text)) > LONGEST:
        raise TextTooLong
    store.put(session, text, now)
    receipts.note_waiting(session, ctx, text, now)


@dataclass(frozen=True)
class _Errand:
    draft: Draft
    repeated: bool
    taken: frozenset[str]


def deliver(ctx: Context, text_id: str) -> None:
    """Hand a text to the provider, outside any transaction. Done already, or forgotten: nothing happens.

    Raises `Permanent` where it is given up (and has told so), `Temporary` or `Unknown` where it is to be tried again:
    the next try then looks for it at the provider first, so that nobody gets it twice.
    """
    try:
        errand = _begin(ctx, text_id)
        if errand is None:
            return
        sent = _send(ctx, errand)
    except Permanent as failure:
        give_up(ctx, text_id, failure.code)
        raise
    except Failed as failure:
        if failure.code != store.EARLIER:
            receipts.note_delay(ctx, text_id, failure.code)
        raise
    receipts.take(ctx, text_id, receipts.Receipt(sent.sid, sent.status, sent.error))
    _let_later_go(ctx, text_id)


def give_up(ctx: Context, text_id: str, code: str) -> None:
    """A text was not sent and never will be, by `code`: whoever must know is told, and later texts may go.

    Nothing happens where the provider has taken it, or it is forgotten.
    """
    receipts.give_up(ctx, text_id, code)
    _let_later_go(ctx, text_id)


def _let_later_go(ctx: Context, text_id: str) -> None:
    with ctx.db.transaction() as session:
        text = store.going_out(session, text_id)
        if isinstance(text, Text):
            store.hurry_on(session, text.conversation_id, ctx.clock())


def _send(ctx: Context, errand: _Errand) -> Sent:
    """Look for it where it was tried before, else send it. Too late for that, nobody waits for the answer any more."""
    late = errand.draft.valid_seconds <= 0
    try:
        sent = ctx.sms.find(errand.draft, errand.taken) if errand.repeated else None
    except Failed:
        if not late:
            raise
        raise Permanent(LATE_CODE) from None
    if sent is None and late:
        raise Permanent(LATE_CODE)
    return sent or ctx.sms.send(errand.draft)


def _begin(ctx: Context, text_id: str) -> _Errand | None:
    """Note that sending begins, before it does. Raises `Permanent`, or `Temporary` where an earlier text waits."""
    now = ctx.clock()
    with ctx.db.transaction() as session:
        text = store.going_out(session, text_id)
        if text is None or not waits(text.status):
            return None
        if isinstance(text, Text) and _is_void(session, text):
            text.status = "canceled"
            return None
        left = text.created_at + LATE_BY_KEY.get(text.key or "", LATE) - now
        if text.status == READY and left <= timedelta(0):
            raise Permanent(LATE_CODE)
        if isinstance(text, Text) and store.earlier_waits(session, text, now - LATE):
            raise Temporary(store.EARLIER)
        index, number = _phone(session, ctx, text)
        if text.key != "stop" and handoffs.opted_out(session, index):
            raise Permanent(OPTED_OUT)
        repeated, text.status = text.status == TRYING, TRYING
        words = words_of(session, ctx, text)
        draft = Draft(text_id, number, words, text.created_at, int(left.total_seconds()))
        return _Errand(draft, repeated, store.sids_of_phone(session, index))


def _is_void(session: Session, text: Text) -> bool:
    """Whether a text asks for something that has ended since."""
    return (
        text.key in VOID_AT_THE_END and HandoffState(handoffs.by_id(session, text.handoff_id).state) in ENDED
    )


def _text(handoff: Handoff, now: datetime, *, key: str | None = None, seq: int | None = None) -> Text:
    return Text(
        id=uuid.uuid4().hex,
        handoff_id=handoff.id,
        conversation_id=handoff.conversation_id,
        direction="out",
        seq=seq,
        key=key,
        status=READY,
        created_at=now,
    )


def _phone(session: Session, ctx: Context, text: Text | StrayText) -> tuple[str, str]:
    if isinstance(text, StrayText):
        return text.phone_index, ctx.keyring.open(text.phone, stray_place(text.id)).decode()
    handoff = handoffs.by_id(session, text.handoff_id)
    return handoff.phone_index or "", numbers.of(session, ctx, handoff)


def stray_place(text_id: str) -> str:
    """Where the number of a text without a handoff is sealed."""
    return f"stray_texts.phone|{text_id}"


def words_of(session: Session, ctx: Context, text: Text | StrayText) -> str:
    """What the phone shows: the message it stands for, or our own words in the language of the conversation."""
    if isinstance(text, StrayText):
        language, country = text.language, None
    else:
        conversation = conversations.by_id(session, text.conversation_id)
        if text.seq is not None:
            key = conversations.key_of(session, conversation.id, ctx.keyring)
            return str(log.body_of(log.at(session, conversation.id, text.seq), key)["text"])
        language, country = conversation.language, conversation.country
    if text.key != DANGER:
        return ctx.content.sms(text.key or "", language)
    return _danger(ctx, language, country, numbers.country_of(_phone(session, ctx, text)[1]))


def _danger(ctx: Context, language: str, *countries: str | None) -> str:
    """With the emergency number of the first country whose number we know; else with general words."""
    for country in countries:
        emergency = ctx.content.emergency(country, language)
        if emergency:
            return ctx.content.sms(DANGER, language, number=emergency["number"])
    return ctx.content.sms("danger_anywhere", language)
