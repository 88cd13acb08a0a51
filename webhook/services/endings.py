"""How a handoff ends, from whichever side. The visitor always gets a truthful word and, unless closed, a way on."""

from dataclasses import dataclass
from datetime import datetime

from webhook.domain.handoffs import ENDED, HandoffMove, HandoffState
from webhook.domain.states import FINAL, Move, State
from webhook.services import offers
from webhook.services.context import Context
from webhook.services.logbook import announce
from webhook.store import conversations, handoffs
from webhook.store.session import Session
from webhook.store.tables import Handoff


@dataclass(frozen=True)
class Ending:
    """What happens to the handoff and to its conversation, who owns that afterwards, and what the visitor reads."""

    handoff: HandoffMove
    conversation: Move
    owner: str
    notice: str


CLOSED = Ending(HandoffMove.CLOSE, Move.CLOSE, "none", "closed_by_person")
GIVEN_BACK = Ending(HandoffMove.GIVE_BACK, Move.GIVE_BACK, "bot", "returned_to_bot")
LEFT = Ending(HandoffMove.LEAVE, Move.LEAVE, "none", "left")
WITHDRAWN = Ending(HandoffMove.WITHDRAW, Move.WITHDRAW, "bot", "withdrawn")
STOPPED_WHILE_TEXTING = Ending(HandoffMove.GIVE_BACK, Move.GIVE_BACK, "bot", "sms_stopped")
STOPPED_WHILE_WAITING = Ending(HandoffMove.WITHDRAW, Move.WITHDRAW, "bot", "sms_stopped")
UNREACHABLE = Ending(HandoffMove.TIMEOUT, Move.TIMEOUT, "bot", "sms_failed")
NOT_CONFIRMED = Ending(HandoffMove.TIMEOUT, Move.TIMEOUT, "bot", "sms_not_confirmed")
FELL_SILENT = Ending(HandoffMove.GIVE_BACK, Move.GIVE_BACK, "bot", "person_left")
NOBODY_CAME = {
    "chat": Ending(HandoffMove.TIMEOUT, Move.TIMEOUT, "bot", "no_one_free_chat"),
    "sms": Ending(HandoffMove.TIMEOUT, Move.TIMEOUT, "bot", "no_one_free_sms"),
}


def end(
    session: Session,
    ctx: Context,
    handoff: Handoff,
    ending: Ending,
    now: datetime,
    *,
    client_id: str | None = None,
) -> None:
    """End it; staff may read up to the notice that says so, and no further.

    Raises `IllegalMove`, `StaleEpoch` or `AlreadyTaken`.
    """
    conversation = conversations.locked(session, handoff.conversation_id)
    handoffs.move(session, handoff, ending.handoff, now)
    conversations.move(session, conversation, ending.conversation, ending.owner, now)
    last, channel = handoff.phone_tail or "", handoff.channel
    handoff.share_until = announce(
        session, ctx, conversation, ending.notice, now, channel=channel, client_id=client_id, last=last
    )


def stopped(session: Session, ctx: Context, handoff: Handoff, now: datetime) -> None:
    """The phone wants no more texts: staff see it, and the conversation goes back to the bot."""
    active = handoff.state == HandoffState.ACTIVE.value
    _end_if_open(session, ctx, handoff, STOPPED_WHILE_TEXTING if active else STOPPED_WHILE_WAITING, now)


def declined(session: Session, ctx: Context, handoff: Handoff, now: datetime) -> None:
    """The phone answered NO to the first text."""
    _end_if_open(session, ctx, handoff, WITHDRAWN, now)


def unreachable(session: Session, ctx: Context, handoff: Handoff, now: datetime) -> None:
    """The first text cannot reach the phone: say so, and show the other ways."""
    if _end_if_open(session, ctx, handoff, UNREACHABLE, now):
        conversation = conversations.by_id(session, handoff.conversation_id)
        offers.numbers(session, ctx, conversation, now)


def _end_if_open(session: Session, ctx: Context, handoff: Handoff, ending: Ending, now: datetime) -> bool:
    conversation = conversations.locked(session, handoff.conversation_id)
    if HandoffState(handoff.state) in ENDED or State(conversation.state) in FINAL:
        return False
    end(session, ctx, handoff, ending, now)
    return True
