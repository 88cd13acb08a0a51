"""When the bot or the visitor did not understand."""

from typing import List

from actions import helplines
from actions.outcome import Outcome, reply
from actions.turn import FALLBACK_KEYS, Turn

OWN_KEYS = ("utter_control_repeat", *FALLBACK_KEYS)
DOORS = ("door_me", "door_victim", "door_under_18", "door_concerned", "door_report", "door_mistake")
NONE_OF_THESE = "none_of_these"
# Meanings that nobody would choose from a list: asking "did you mean hello?" helps no one.
NEVER_OFFERED = (
    "nlu_fallback",
    "control_affirm",
    "control_deny",
    "control_greet",
    "control_thanks",
    "control_repeat",
    "control_off_topic",
    "control_explicit",
    "control_jailbreak",
)
NEAREST = 2


def fallback(turn: Turn) -> Outcome:
    """First the two nearest meanings, then the doors, then a person and services; never twice the same."""
    if turn.fallbacks == 0 and nearest(turn):
        return ask(turn)
    if turn.fallbacks <= 1:
        return Outcome([reply("utter_fallback_doors", buttons=DOORS)])
    offer = "ask_self_help" if turn.declined else "handoff_person"
    cards = helplines.of_situation(turn)
    return Outcome([reply("utter_fallback_again", cards=cards, buttons=[offer, "ask_what_help"])])


def repeat(turn: Turn) -> Outcome:
    """Say the last reply again, or have the service ask again what it asked; without either, say what this is."""
    if not turn.last_keys and turn.last_buttons:
        return Outcome(becomes=turn.last_buttons[0])
    last = [key for key in turn.last_keys if key not in OWN_KEYS]
    if not last:
        return Outcome([reply("utter_control_repeat")])
    return Outcome([reply("utter_control_repeat"), reply(last[-1])])


def ask(turn: Turn) -> Outcome:
    """Which of the two nearest meanings it is: also before anything that cannot be taken back."""
    return Outcome([reply("utter_fallback", buttons=[*nearest(turn), NONE_OF_THESE])])


def nearest(turn: Turn) -> List[str]:
    """The two likeliest intents that somebody would choose from a list."""
    return [intent for intent in turn.ranking if intent not in NEVER_OFFERED][:NEAREST]
