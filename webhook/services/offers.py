"""Ways on: what the service itself offers when a person is asked for, refused, or the bot cannot answer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog

from webhook.domain import commands
from webhook.domain.commands import Command
from webhook.domain.handoffs import Channel
from webhook.domain.states import Move
from webhook.services import languages
from webhook.services.cards import fill
from webhook.services.context import Context
from webhook.services.logbook import announce, record, speak
from webhook.store import conversations, handoffs
from webhook.store.log import Entry
from webhook.store.session import Session
from webhook.store.tables import Conversation, Desk

logger = structlog.get_logger(__name__)

ANSWERED_HERE = commands.STANDING - {*commands.DOORS, commands.NOT_SAFE}
"""Standing buttons that need no understanding: the service answers them, with the bot up or down."""

MINOR_DOOR = "door.under_18"
MINOR_TOPIC = "own.young_person"


def standing_of(button: str) -> str | None:
    """The standing button that this one is, also where the bot's reply offered it by its intent."""
    name = button.removeprefix(commands.INTENT_PREFIX).replace("handoff_", "handoff.", 1)
    return name if name in ANSWERED_HERE else None


def answer(session: Session, ctx: Context, conversation: Conversation, button: str, now: datetime) -> None:
    """Answer a standing button."""
    if button == commands.DECLINE:
        speak(session, ctx, conversation, "utter_handoff_declined", now)
    else:
        carry_out(session, ctx, conversation, button, now)


def carry_out(
    session: Session, ctx: Context, conversation: Conversation, name: object, now: datetime
) -> bool:
    """Do what the bot or a button asks for; a command that is not in the catalogue is refused and logged."""
    try:
        command = Command(str(name))
    except ValueError:
        logger.warning("bot.unknown_command", conversation=conversation.id)
        return False
    DEEDS[command](session, ctx, conversation, now)
    return True


def ways(session: Session, ctx: Context, conversation: Conversation) -> list[Channel]:
    """The channels on which a desk answers this visitor. A self-declared minor is never asked for a number."""
    open_ways = [
        channel
        for channel in Channel
        if handoffs.desk_for(session, channel, conversation.language, conversation.country)
    ]
    if conversation.minor or ctx.sms.account is None:
        open_ways = [channel for channel in open_ways if channel is not Channel.SMS]
    return open_ways


def took_door(conversation: Conversation, door: str) -> None:
    """Remember the door; who comes through the one for under-18s is a minor from then on."""
    conversation.door = door
    conversation.minor = conversation.minor or door == MINOR_DOOR


def understood(ctx: Context, conversation: Conversation, topic: str) -> None:
    """Remember what it is about, unless the topic tells nothing of the situation ("hello", "thank you").

    Who said to be under 18 stays a minor, and a crisis stays marked, whatever is said later.
    """
    if ctx.content.topic(topic).audience is not None:
        conversation.topic = topic
    if topic.startswith("crisis."):
        conversation.crisis = commands.graver(conversation.crisis, topic)
    conversation.minor = conversation.minor or topic == MINOR_TOPIC


def _person(session: Session, ctx: Context, conversation: Conversation, now: datetime) -> None:
    open_ways = ways(session, ctx, conversation)
    if not open_ways:
        _no_desk(session, ctx, conversation, now)
        return
    offered = [*(f"handoff.{way.value}" for way in open_ways), Command.CALL.value]
    buttons = _buttons(ctx, conversation, [*offered, commands.BARRIER, commands.DECLINE])
    speak(session, ctx, conversation, "utter_handoff_person", now, buttons=buttons)


def _chat(session: Session, ctx: Context, conversation: Conversation, now: datetime) -> None:
    _ask_consent(session, ctx, conversation, Channel.CHAT, now)


def _sms(session: Session, ctx: Context, conversation: Conversation, now: datetime) -> None:
    _ask_consent(session, ctx, conversation, Channel.SMS, now)


def _leave(session: Session, ctx: Context, conversation: Conversation, now: datetime) -> None:
    conversations.move(session, conversation, Move.LEAVE, "none", now)
    announce(session, ctx, conversation, "left", now)


def _ask_consent(
    session: Session, ctx: Context, conversation: Conversation, channel: Channel, now: datetime
) -> None:
    open_ways = ways(session, ctx, conversation)
    if not open_ways:
        _no_desk(session, ctx, conversation, now)
    elif channel not in open_ways:
        _this_way_is_closed(session, ctx, conversation, channel, open_ways, now)
    else:
        desk = handoffs.desk_for(session, channel, conversation.language, conversation.country)
        buttons = _buttons(ctx, conversation, [commands.BARRIER])
        speak(session, ctx, conversation, f"utter_handoff_{channel.value}", now, buttons=buttons)
        if desk is not None:
            _show_card(session, ctx, conversation, desk, channel, now)


def _show_card(
    session: Session, ctx: Context, conversation: Conversation, desk: Desk, channel: Channel, now: datetime
) -> None:
    card = consent_card(ctx, conversation, desk, channel)
    body = {"text": card["title"], "buttons": [], "cards": [card]}
    key, topic = consent_key(channel), about(conversation)
    entry = Entry("message", "system", body, key=key, topic=topic, buttons=(commands.DECLINE,))
    record(session, ctx, conversation, entry, now)


def consent_key(channel: Channel) -> str:
    """The key of the entry that shows a consent card; its topic is the one that the visitor then approves."""
    return f"consent.{channel.value}"


def _this_way_is_closed(
    session: Session,
    ctx: Context,
    conversation: Conversation,
    channel: Channel,
    open_ways: list[Channel],
    now: datetime,
) -> None:
    young = channel is Channel.SMS and conversation.minor
    key = "utter_handoff_sms_young" if young else f"utter_handoff_{channel.value}_closed"
    buttons = _buttons(
        ctx, conversation, [*(f"handoff.{way.value}" for way in open_ways), Command.CALL.value]
    )
    speak(session, ctx, conversation, key, now, cards=(SITUATION,), buttons=buttons)


def about(conversation: Conversation) -> str | None:
    """What a handoff opened now would be about; a crisis goes before any other topic."""
    return conversation.crisis or conversation.topic


def consent_card(ctx: Context, conversation: Conversation, desk: Desk, channel: Channel) -> dict[str, Any]:
    """What the visitor sees and approves before anything is passed on."""
    words = ctx.content.consent(conversation.language)
    card: dict[str, Any] = {
        "kind": "consent",
        "channel": channel.value,
        "title": words[f"title_{channel.value}"],
        "desk_label": words["desk"],
        "desk": desk.name,
        "confidentiality_label": words["confidentiality"],
        "confidentiality": desk.confidentiality or words["confidentiality_unknown"],
        "passed_on_label": words["passed_on"],
        "passed_on": passed_on(ctx, conversation, channel),
        "not_passed_on": words["not_passed_on"],
        "share_label": words["share"],
        "share_hint": words["share_hint"],
        "approve_label": words[f"approve_{channel.value}"],
        "decline_label": words[f"decline_{channel.value}"],
    }
    if channel is Channel.SMS:
        names = ("label", "hint", "warning", "use")
        card["number"] = {name: words[f"number_{name}"] for name in names}
    return card


def passed_on(ctx: Context, conversation: Conversation, channel: Channel) -> list[dict[str, str]]:
    """The facts that staff get, as label and value, in the visitor's language."""
    content, language = ctx.content, conversation.language
    words = content.consent(language)
    facts = [
        (words["topic"], topic_words(ctx, conversation)),
        (words["language"], content.language_name(language)),
        (words["country"], content.country_name(conversation.country) or words["country_unknown"]),
        (words["reach"], words[f"reach_{channel.value}"]),
    ]
    return [{"label": label, "value": value} for label, value in facts]


def topic_words(ctx: Context, conversation: Conversation) -> str:
    """What it is about, in words that the visitor can agree to."""
    topic = about(conversation)
    if topic is None:
        return ctx.content.consent(conversation.language)["topic_unknown"]
    return ctx.content.topic(topic).label


SITUATION = {"kind": "helplines", "audience": "situation"}
YOUNG = {"kind": "helplines", "audience": "young_person"}


def _no_desk(session: Session, ctx: Context, conversation: Conversation, now: datetime) -> None:
    announce(session, ctx, conversation, "no_desk", now)
    speak(session, ctx, conversation, "utter_handoff_closed", now, cards=(SITUATION,))


def numbers(session: Session, ctx: Context, conversation: Conversation, now: datetime) -> None:
    """The helplines of the situation so far, to be reached without us."""
    offered = [f"handoff.{way.value}" for way in ways(session, ctx, conversation) if way is Channel.CHAT]
    buttons = _buttons(ctx, conversation, offered)
    cards = (SITUATION, YOUNG) if conversation.minor else (SITUATION,)
    speak(session, ctx, conversation, "utter_handoff_call", now, cards=cards, buttons=buttons)


def _email(session: Session, ctx: Context, conversation: Conversation, now: datetime) -> None:
    card = {**SITUATION, "way": "email"}
    known = fill(ctx, conversation, (card,))
    key = "utter_handoff_email" if known else "utter_handoff_email_none"
    speak(session, ctx, conversation, key, now, cards=(card if known else SITUATION,))


def bot_is_down(session: Session, ctx: Context, conversation: Conversation, now: datetime) -> None:
    """The bot cannot answer: say so, and offer every way that needs no bot."""
    offered = [f"handoff.{way.value}" for way in ways(session, ctx, conversation)]
    buttons = _buttons(ctx, conversation, [*offered, Command.CALL.value, commands.NOT_SAFE])
    speak(
        session, ctx, conversation, "utter_bot_down", now, actor="system", cards=(SITUATION,), buttons=buttons
    )


def _buttons(ctx: Context, conversation: Conversation, ids: list[str]) -> tuple[dict[str, str], ...]:
    content, language = ctx.content, conversation.language
    labels = content.standing(language)
    return tuple(
        {
            "id": name,
            "label": labels.get(name)
            or content.intent_label(name.removeprefix(commands.INTENT_PREFIX), language),
        }
        for name in ids
    )


DEEDS: dict[Command, Callable[[Session, Context, Conversation, datetime], None]] = {
    Command.PERSON: _person,
    Command.CHAT: _chat,
    Command.SMS: _sms,
    Command.CALL: numbers,
    Command.EMAIL: _email,
    Command.LEAVE: _leave,
    Command.LANGUAGE: languages.asked,
}
