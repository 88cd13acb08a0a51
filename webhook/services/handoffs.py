"""The visitor's side of a handoff: approve it, wait, withdraw, leave."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from webhook.domain.errors import (
    ChannelUnavailable,
    ConversationClosed,
    IllegalMove,
    NotSignedIn,
    Replayed,
    TooMany,
)
from webhook.domain.handoffs import PRIORITY_RANK, Channel, HandoffMove, HandoffState
from webhook.domain.states import FINAL, Move, State
from webhook.services import endings, erasing, numbers, offers, reading, talking, texts
from webhook.services.context import Context
from webhook.services.logbook import announce
from webhook.store import conversations, handoffs, log, outbox, partners
from webhook.store.session import Session
from webhook.store.tables import Conversation, Handoff, Visit

CONFIRM_WITHIN = timedelta(minutes=30)
"""How long the first text may stay unanswered."""
NUMBERS_A_VISIT = 3
"""Numbers that one visitor may type: our texts must not become a stranger's nuisance (trust.md, T10)."""
VISIT_LASTS_ON = timedelta(hours=24)
"""Who asked for a person keeps the page's access at least this long."""


@dataclass(frozen=True)
class Approval:
    """What the visitor approved. `share` passes on the talk with the bot; `phone` is as typed, for texts only."""

    client_id: str
    channel: Channel
    share: bool
    phone: str | None = None


def request(ctx: Context, visit: Visit, approval: Approval, after: int) -> dict[str, Any]:
    """Put the visitor in the queue of a desk; from here the bot is silent. A repeated client id changes nothing.

    Raises `ChannelUnavailable`, `TooMany`, `NumberInvalid`, `ConversationClosed` or `IllegalMove`.
    """
    now = ctx.clock()
    with ctx.db.transaction() as session:
        conversation = talking.open_conversation(session, ctx, visit, now)
        known = log.by_client_id(session, conversation.id, approval.client_id)
        if known is not None and known.kind != "state":
            raise Replayed
        if known is None:
            handoff = _open(session, ctx, conversation, approval, now)
            desk_id = handoff.desk_id
        else:
            desk_id = None
        conversation_id = conversation.id
    hint(ctx, conversation_id, desk_id)
    return reading.snapshot(ctx, visit, after)


def _open(
    session: Session, ctx: Context, conversation: Conversation, approval: Approval, now: datetime
) -> Handoff:
    if State(conversation.state) in FINAL:
        raise ConversationClosed
    desk = None
    if approval.channel in offers.ways(session, ctx, conversation):
        desk = handoffs.desk_for(session, approval.channel, conversation.language, conversation.country)
    if desk is None:
        raise ChannelUnavailable
    by_text = approval.channel is Channel.SMS
    if by_text and handoffs.how_many(session, conversation.id, Channel.SMS) >= NUMBERS_A_VISIT:
        raise TooMany
    first_private = conversation.seq + 1
    conversations.move(session, conversation, Move.REQUEST, "queue", now)
    conversation.handed_off = True
    partners.keep_visit(session, conversation.visit_id, now + VISIT_LASTS_ON)
    handoff = Handoff(
        id=uuid.uuid4().hex,
        conversation_id=conversation.id,
        desk_id=desk.id,
        channel=approval.channel.value,
        state=(HandoffState.REQUESTED if by_text else HandoffState.QUEUED).value,
        priority=_priority(ctx, conversation),
        topic=_approved_topic(session, conversation, approval.channel),
        share_from=1 if approval.share else first_private,
        queued_at=now,
        deadline=now + (CONFIRM_WITHIN if by_text else _patience(ctx)),
    )
    session.add(handoff)
    if by_text:
        numbers.keep(session, ctx, handoff, approval.phone or "", conversation.country)
    session.flush()
    partners.count(session, conversation.partner_id, f"handoff.{approval.channel.value}", now.date())
    announce(
        session, ctx, conversation, "handoff_requested", now,
        channel=handoff.channel, client_id=approval.client_id,
    )  # fmt: skip
    if by_text:
        texts.queue_service_text(session, ctx, handoff, "confirm", now)
        announce(
            session, ctx, conversation, "sms_confirm_sent", now,
            channel=handoff.channel, last=handoff.phone_tail or "",
        )  # fmt: skip
    else:
        announce(session, ctx, conversation, "waiting_chat", now, channel=handoff.channel, desk=desk.name)
        alert(session, handoff, now)
    return handoff


def confirm(session: Session, ctx: Context, handoff: Handoff, now: datetime) -> None:
    """The phone answered the first text: it is the right number, and staff may take the handoff."""
    conversation = conversations.locked(session, handoff.conversation_id)
    handoffs.move(session, handoff, HandoffMove.CONFIRM, now, deadline=now + _patience(ctx))
    announce(session, ctx, conversation, "sms_confirmed", now, channel=handoff.channel)
    alert(session, handoff, now)


def withdraw(ctx: Context, visit: Visit, client_id: str, after: int) -> dict[str, Any]:
    """Leave the queue and go on with the bot."""
    now = ctx.clock()
    desk_id = None
    with ctx.db.transaction() as session:
        conversation = talking.open_conversation(session, ctx, visit, now)
        if log.by_client_id(session, conversation.id, client_id) is None:
            handoff = handoffs.live_of(session, conversation.id)
            if handoff is None:
                raise IllegalMove(conversation.state, Move.WITHDRAW)
            endings.end(session, ctx, handoff, endings.WITHDRAWN, now, client_id=client_id)
            desk_id = handoff.desk_id
        conversation_id = conversation.id
    hint(ctx, conversation_id, desk_id)
    return reading.snapshot(ctx, visit, after)


def leave(ctx: Context, visit: Visit, client_id: str, after: int) -> dict[str, Any]:
    """The visitor ends it; staff see it at once."""
    now = ctx.clock()
    desk_id = None
    with ctx.db.transaction() as session:
        conversation = talking.open_conversation(session, ctx, visit, now)
        if State(conversation.state) not in FINAL:
            handoff = handoffs.live_of(session, conversation.id)
            if handoff is not None:
                texting = handoff.state == HandoffState.ACTIVE.value and handoff.channel == Channel.SMS.value
                endings.end(session, ctx, handoff, endings.LEFT, now, client_id=client_id)
                if texting:
                    texts.queue_service_text(session, ctx, handoff, "closed", now)
                desk_id = handoff.desk_id
            else:
                conversations.move(session, conversation, Move.LEAVE, "none", now)
                announce(session, ctx, conversation, "left", now, client_id=client_id)
        conversation_id = conversation.id
    hint(ctx, conversation_id, desk_id)
    return reading.snapshot(ctx, visit, after)


def delete(ctx: Context, visit: Visit) -> None:
    """Destroy the conversation's key and rows at once; nothing of it can be read again. The bot forgets it too."""
    with ctx.db.transaction() as session:
        try:
            conversation = conversations.locked_of_visit(session, visit.id)
        except NotSignedIn:  # deleted already
            return
        if conversation is None:
            return
        handoff = handoffs.live_of(session, conversation.id)
        desk_id = handoff.desk_id if handoff else None
        conversation_id = conversation.id
        erasing.erase(session, ctx, conversation)
    ctx.db.compact()
    hint(ctx, conversation_id, desk_id)


def time_out(ctx: Context, handoff_id: str) -> None:
    """A deadline has passed: nobody came, the phone did not answer, or a talk fell silent. The bot has it again."""
    now = ctx.clock()
    with ctx.db.transaction() as session:
        handoff = handoffs.by_id(session, handoff_id)
        conversation = conversations.locked(session, handoff.conversation_id)
        session.refresh(handoff)
        if handoff.deadline is None or handoff.deadline > now:
            return
        if handoff.state == HandoffState.ACTIVE.value:
            _fell_silent(session, ctx, conversation, handoff, now)
        else:
            _nobody_came(session, ctx, conversation, handoff, now)
        conversation_id, desk_id = conversation.id, handoff.desk_id
    hint(ctx, conversation_id, desk_id)


def _nobody_came(
    session: Session, ctx: Context, conversation: Conversation, handoff: Handoff, now: datetime
) -> None:
    confirmed = handoff.state == HandoffState.QUEUED.value
    ending = endings.NOBODY_CAME[handoff.channel] if confirmed else endings.NOT_CONFIRMED
    endings.end(session, ctx, handoff, ending, now)
    offers.numbers(session, ctx, conversation, now)
    if handoff.channel == Channel.SMS.value and confirmed:
        texts.queue_service_text(session, ctx, handoff, "not_free", now)


def _fell_silent(
    session: Session, ctx: Context, conversation: Conversation, handoff: Handoff, now: datetime
) -> None:
    """Neither side has written for long: the visitor must not be held by somebody who is gone."""
    ends = conversation.touched_at + silence(handoff)
    if ends > now:
        handoff.deadline = ends
        return
    endings.end(session, ctx, handoff, endings.FELL_SILENT, now)
    if handoff.channel == Channel.SMS.value:
        texts.queue_service_text(session, ctx, handoff, "returned", now)


def silence(handoff: Handoff) -> timedelta:
    """How long a talk with a person may lie still before it goes back to the bot."""
    return timedelta(hours=24) if handoff.channel == Channel.SMS.value else timedelta(hours=1)


def alert(session: Session, handoff: Handoff, now: datetime) -> None:
    """Tell the desk's staff, through the outbox."""
    payload: outbox.Payload = {"handoff": handoff.id, "desk": handoff.desk_id}
    outbox.put(session, "alert", f"alert|{handoff.id}", payload, now, conversation_id=handoff.conversation_id)


def hint(ctx: Context, conversation_id: str, desk_id: int | None) -> None:
    """Wake the readers of a conversation, and of its desk where there is one."""
    ctx.bus.hint(f"conversation:{conversation_id}")
    if desk_id is not None:
        ctx.bus.hint(f"desk:{desk_id}")


def _approved_topic(session: Session, conversation: Conversation, channel: Channel) -> str | None:
    shown = log.latest_of_key(session, conversation.id, offers.consent_key(channel))
    return shown.topic if shown else None


def _priority(ctx: Context, conversation: Conversation) -> int:
    topic = offers.about(conversation)
    return PRIORITY_RANK[ctx.content.topic(topic).priority if topic else "normal"]


def _patience(ctx: Context) -> timedelta:
    return timedelta(minutes=ctx.settings.wait_minutes)
