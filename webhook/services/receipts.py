"""What becomes of a text that was sent: its status rises, staff see it, a failure has its consequence once."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from webhook.domain.handoffs import HandoffState
from webhook.domain.states import FINAL, State
from webhook.domain.texts import FAILED, READY, rises, shown, waits
from webhook.services import endings
from webhook.services.context import Context
from webhook.services.logbook import record
from webhook.services.overtaken import again
from webhook.store import conversations, handoffs
from webhook.store import texts as store
from webhook.store.log import Entry
from webhook.store.session import Session
from webhook.store.tables import StrayText, Text

logger = structlog.get_logger(__name__)

OPTED_OUT = 21610
QUEUE_FULL = 30001
"""The one failure after acceptance that Twilio calls passing."""
QUEUE_FULL_WAIT = timedelta(minutes=1)
NO_NUMBER = 0
"""Stands for a failure without a number of Twilio's."""


@dataclass(frozen=True)
class Receipt:
    """What the provider says of a text: its id, a status word, and its number for an error.

    `reason` is ours: why it was given up, where that has no number of Twilio's.
    """

    sid: str
    status: str
    error: int | None = None
    reason: str = ""


def take(ctx: Context, text_id: str, receipt: Receipt) -> None:
    """Note a receipt. A text that is forgotten, another's id, and a status that is no rise change nothing.

    Raises `UnknownStatus`.
    """

    def once() -> Text | StrayText | None:
        with ctx.db.transaction() as session:
            text = store.going_out(session, text_id)
            if text is not None:
                _take(session, ctx, text, receipt, ctx.clock())
            return text

    _hint(ctx, again(once))


def note_waiting(session: Session, ctx: Context, text: Text, now: datetime) -> None:
    """Staff see that their message waits to be sent."""
    _tell(session, ctx, text, "queued", "delivery.queued", now)


def give_up(ctx: Context, text_id: str, code: str) -> None:
    """The text was not sent and never will be. One that the provider has taken is not ours to give up."""

    def once() -> Text | StrayText | None:
        with ctx.db.transaction() as session:
            text = store.going_out(session, text_id)
            if text is None or not waits(text.status):
                return None
            _take(session, ctx, text, Receipt("", "failed", _number(code), code), ctx.clock())
            return text

    _hint(ctx, again(once))


def note_delay(ctx: Context, text_id: str, code: str) -> None:
    """The text waits for another try; staff see that, once."""

    def once() -> Text | StrayText | None:
        with ctx.db.transaction() as session:
            text = store.going_out(session, text_id)
            if text is None or not waits(text.status) or text.error_code is not None:
                return None
            text.error_code = _number(code)
            if isinstance(text, Text):
                _tell(session, ctx, text, "queued", "delivery.retrying", ctx.clock())
            return text

    _hint(ctx, again(once))


def _take(session: Session, ctx: Context, text: Text | StrayText, receipt: Receipt, now: datetime) -> None:
    if text.provider_sid and receipt.sid and text.provider_sid != receipt.sid:
        logger.warning("sms.receipt_of_another", text=text.id)
        return
    text.provider_sid = text.provider_sid or receipt.sid or None
    if not rises(text.status, receipt.status):
        return
    before = (shown(text.status), text.error_code)
    text.status = receipt.status
    text.error_code = (receipt.error or NO_NUMBER) if receipt.status in FAILED else None
    session.flush()
    if receipt.status in FAILED:
        _failed(session, ctx, text, receipt, now)
    elif isinstance(text, Text) and before != (shown(text.status), None):
        _tell(session, ctx, text, shown(text.status), f"delivery.{shown(text.status)}", now)


def _failed(session: Session, ctx: Context, text: Text | StrayText, receipt: Receipt, now: datetime) -> None:
    if receipt.error == OPTED_OUT:
        index = _phone_index(session, text)
        store.hold_phone(session, index)
        handoffs.opt_out(session, index, now)
    if isinstance(text, StrayText):
        return
    if receipt.error == QUEUE_FULL:
        _resend(session, text, now)
        _tell(session, ctx, text, "queued", "delivery.retrying", now)
        return
    handoff = handoffs.by_id(session, text.handoff_id)
    if text.key == "confirm" and handoff.state == HandoffState.REQUESTED.value:
        # Who typed the number is not told more than this: not, say, that its owner has answered STOP before.
        endings.unreachable(session, ctx, handoff, now)
        return
    _tell(session, ctx, text, "failed", f"sms_error.{receipt.reason or receipt.error}", now)
    if receipt.error == OPTED_OUT:
        endings.stopped(session, ctx, handoff, now)


def _resend(session: Session, text: Text, now: datetime) -> None:
    """Send the same words as a text of its own, so that late receipts of the first cannot touch it."""
    again = Text(
        id=uuid.uuid4().hex,
        handoff_id=text.handoff_id,
        conversation_id=text.conversation_id,
        direction="out",
        seq=text.seq,
        key=text.key,
        status=READY,
        error_code=QUEUE_FULL,
        created_at=text.created_at,
    )
    store.put(session, again, now, delay=QUEUE_FULL_WAIT)


def _tell(session: Session, ctx: Context, text: Text, status: str, label: str, now: datetime) -> None:
    """Write what became of a message of staff into the log; of our own words only that they failed."""
    conversation = conversations.by_id(session, text.conversation_id)
    if State(conversation.state) in FINAL or (text.seq is None and status != "failed"):
        return
    words = ctx.content.staff(conversation.language)
    body = {
        "of": text.seq,
        "status": status,
        "text": words.get(label) or words["sms_error.unknown"],
        "channel": "sms",
    }
    record(session, ctx, conversation, Entry("delivery", "system", body, key=text.key), now)


def _phone_index(session: Session, text: Text | StrayText) -> str:
    if isinstance(text, StrayText):
        return text.phone_index
    return handoffs.by_id(session, text.handoff_id).phone_index or ""


def _hint(ctx: Context, text: Text | StrayText | None) -> None:
    if isinstance(text, Text):
        ctx.bus.hint(f"conversation:{text.conversation_id}")


def _number(code: str) -> int:
    return int(code) if code.isdecimal() and len(code) <= 6 else NO_NUMBER
