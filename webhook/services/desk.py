"""The staff's side: see the queue, accept, read, write, end, give back."""

from dataclasses import asdict, dataclass
from typing import Any

from webhook.domain.errors import AlreadyTaken, NotFound, StaleEpoch
from webhook.domain.handoffs import Channel, HandoffMove, HandoffState
from webhook.domain.states import Move
from webhook.services import endings, texts
from webhook.services.context import Context
from webhook.services.handoffs import hint, silence
from webhook.services.logbook import announce, record
from webhook.services.presenting import present, standing
from webhook.store import conversations, handoffs, log, partners
from webhook.store.log import Entry
from webhook.store.session import Session
from webhook.store.tables import Conversation, Desk, Event, Handoff, Staff


@dataclass(frozen=True)
class Waiting:
    """One line of the queue: facts the visitor approved, and no text."""

    id: str
    state: str
    channel: str
    priority: int
    topic: str | None
    topic_label: str | None
    language: str
    country: str | None
    crisis: bool
    waiting_since: str


def queue(ctx: Context, staff: Staff) -> list[dict[str, Any]]:
    """What waits at the desk of this member of staff, in the order in which it should be taken."""
    with ctx.db.reading() as session:
        return [
            asdict(_waiting(ctx, handoff, conversation))
            for handoff, conversation in handoffs.queue(session, staff.desk_id)
        ]


def mine(ctx: Context, staff: Staff) -> list[dict[str, Any]]:
    """The conversations that this member of staff is answering."""
    with ctx.db.reading() as session:
        return [
            _card(ctx, handoff, conversation) for handoff, conversation in handoffs.held_by(session, staff.id)
        ]


def accept(ctx: Context, staff: Staff, handoff_id: str) -> dict[str, Any]:
    """Take a handoff out of the queue. Of many at once exactly one wins; the others get `AlreadyTaken` and no text."""
    now = ctx.clock()
    with ctx.db.transaction() as session:
        handoff = _at_desk(session, staff, handoff_id)
        if handoff.state != HandoffState.QUEUED.value:
            raise AlreadyTaken
        conversation = conversations.locked(session, handoff.conversation_id)
        handoffs.move(
            session, handoff, HandoffMove.ACCEPT, now, staff_id=staff.id, deadline=now + silence(handoff)
        )
        try:
            conversations.move(session, conversation, Move.ACCEPT, f"staff:{staff.id}", now)
        except StaleEpoch:
            raise AlreadyTaken from None
        desk = session.get_one(Desk, handoff.desk_id)
        notice = f"accepted_{handoff.channel}"
        announce(session, ctx, conversation, notice, now, channel=handoff.channel, desk=desk.name)
        if handoff.channel == Channel.SMS.value:
            texts.queue_service_text(session, ctx, handoff, "welcome", now)
        partners.count(session, conversation.partner_id, "handoff.accepted", now.date())
        card = _card(ctx, handoff, conversation)
    hint(ctx, conversation.id, handoff.desk_id)
    return card


def events(ctx: Context, staff: Staff, conversation_id: str, after: int) -> dict[str, Any]:
    """What this member of staff may read of the own conversation: the talk with the bot only where it was approved."""
    with ctx.db.reading() as session:
        conversation, handoff = _seen_by(session, staff, conversation_id)
        key = conversations.key_of(session, conversation_id, ctx.keyring)
        start = max(after, handoff.share_from - 1)
        shown = [
            _shown(event, key, staff)
            for event in log.since(session, conversation_id, start)
            if handoff.share_until is None or event.seq <= handoff.share_until
        ]
        return {**standing(conversation, handoff.channel), "handoff": handoff.state, "events": shown}


def write(ctx: Context, staff: Staff, conversation_id: str, client_id: str, text: str) -> dict[str, Any]:
    """A message from staff to the visitor, by chat or by text. A repeated client id changes nothing."""
    now = ctx.clock()
    with ctx.db.transaction() as session:
        conversation, handoff = _held_by(session, staff, conversation_id)
        known = log.by_client_id(session, conversation_id, client_id)
        if known is not None:
            return {"seq": known.seq}
        body: dict[str, Any] = {"text": text, "channel": handoff.channel}
        entry = Entry("message", f"staff:{staff.id}", body, client_id)
        seq = record(session, ctx, conversation, entry, now)
        if handoff.channel == Channel.SMS.value:
            texts.queue_staff_text(session, ctx, handoff, seq, now)
    hint(ctx, conversation_id, handoff.desk_id)
    return {"seq": seq}


def close(ctx: Context, staff: Staff, conversation_id: str) -> None:
    """End the talk. Closed is final."""
    now = ctx.clock()
    with ctx.db.transaction() as session:
        conversation, handoff = _held_by(session, staff, conversation_id)
        conversations.move(session, conversation, Move.WRAP, f"staff:{staff.id}", now)
        endings.end(session, ctx, handoff, endings.CLOSED, now)
        if handoff.channel == Channel.SMS.value:
            texts.queue_service_text(session, ctx, handoff, "closed", now)
    hint(ctx, conversation_id, handoff.desk_id)


def give_back(ctx: Context, staff: Staff, conversation_id: str) -> None:
    """Return the conversation to the bot; the visitor is told."""
    now = ctx.clock()
    with ctx.db.transaction() as session:
        _, handoff = _held_by(session, staff, conversation_id)
        endings.end(session, ctx, handoff, endings.GIVEN_BACK, now)
        if handoff.channel == Channel.SMS.value:
            texts.queue_service_text(session, ctx, handoff, "returned", now)
    hint(ctx, conversation_id, handoff.desk_id)


def _shown(event: Event, key: bytes, staff: Staff) -> dict[str, Any]:
    """An entry as its reader sees it; the id of an own message tells the page which of its sendings arrived."""
    own = event.client_id and event.actor == f"staff:{staff.id}"
    return {**present(event, key), **({"client_id": event.client_id} if own else {})}


def _at_desk(session: Session, staff: Staff, handoff_id: str) -> Handoff:
    handoff = handoffs.by_id(session, handoff_id)
    if handoff.desk_id != staff.desk_id:
        raise NotFound
    return handoff


def _seen_by(session: Session, staff: Staff, conversation_id: str) -> tuple[Conversation, Handoff]:
    handoff = handoffs.latest_of(session, conversation_id)
    if handoff is None or handoff.staff_id != staff.id:
        raise NotFound
    return conversations.by_id(session, conversation_id), handoff


def _held_by(session: Session, staff: Staff, conversation_id: str) -> tuple[Conversation, Handoff]:
    conversation = conversations.locked(session, conversation_id)
    _, handoff = _seen_by(session, staff, conversation_id)
    if conversation.owner != f"staff:{staff.id}":
        raise StaleEpoch
    return conversation, handoff


def _waiting(ctx: Context, handoff: Handoff, conversation: Conversation) -> Waiting:
    return Waiting(
        id=handoff.id,
        state=handoff.state,
        channel=handoff.channel,
        priority=handoff.priority,
        topic=handoff.topic,
        topic_label=ctx.content.topic(handoff.topic).label if handoff.topic else None,
        language=conversation.language,
        country=conversation.country,
        crisis=conversation.crisis is not None,
        waiting_since=handoff.queued_at.isoformat().replace("+00:00", "Z"),
    )


def _card(ctx: Context, handoff: Handoff, conversation: Conversation) -> dict[str, Any]:
    emergency = ctx.content.emergency(conversation.country, conversation.language)
    return {
        **asdict(_waiting(ctx, handoff, conversation)),
        **standing(conversation, handoff.channel),
        "conversation": conversation.id,
        "handoff": handoff.state,
        "shared": handoff.share_from == 1,
        "phone_tail": handoff.phone_tail,
        "emergency": emergency["number"] if emergency else None,
    }
