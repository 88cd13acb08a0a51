"""What the bot may ask the service to do. Anything else is refused and counted."""

from enum import StrEnum


class Command(StrEnum):
    """Commands ride back on the bot's reply; the service carries them out."""

    PERSON = "handoff.person"
    CHAT = "handoff.chat"
    SMS = "handoff.sms"
    CALL = "handoff.call"
    EMAIL = "handoff.email"
    LEAVE = "conversation.leave"
    LANGUAGE = "conversation.language"
    DELETE = "conversation.delete"


DOORS = ("door.me", "door.mistake", "door.under_18", "door.victim", "door.concerned", "door.report")
NOT_SAFE = "not_safe"
DECLINE = "handoff.decline"
WAYS = frozenset(
    command.value for command in (Command.PERSON, Command.CHAT, Command.SMS, Command.CALL, Command.EMAIL)
)
STANDING = frozenset({*DOORS, *WAYS, DECLINE, NOT_SAFE})
"""Buttons that are always accepted, also when the bot is down."""

INTENT_PREFIX = "intent."
LANGUAGE_PREFIX = "language."
"""Buttons that choose the language of the conversation: `language.hi`."""

BARRIER = "intent.barrier"
"""The button that asks what would stop the visitor; the bot answers it."""

CRISIS_INTENT = "crisis_"


def crisis_of(button: str) -> str | None:
    """The crisis intent that pressing this button declares, if it does: then the service answers, and not the bot."""
    if button == NOT_SAFE:
        return "crisis_suicide"
    intent = button.removeprefix(INTENT_PREFIX)
    return intent if intent != button and intent.startswith(CRISIS_INTENT) else None


GRAVITY = ("crisis.suicide", "crisis.child_in_danger", "crisis.may_harm_child", "crisis.harm_other")


def graver(one: str | None, other: str) -> str:
    """The graver of two crises; a mark is never taken back, only raised."""
    ranked = [topic for topic in GRAVITY if topic in (one, other)]
    return ranked[0] if ranked else one or other


def intent_of(button: str) -> str | None:
    """The intent that the bot is given for a button, or None where the service answers it by itself."""
    if button in DOORS:
        return button.replace(".", "_")
    if button.startswith(INTENT_PREFIX):
        return button.removeprefix(INTENT_PREFIX)
    return None
