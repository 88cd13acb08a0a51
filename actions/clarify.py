"""When the bot or the visitor did not understand."""

from actions import helplines
from actions.outcome import Outcome, reply
from actions.turn import FALLBACK_KEYS, Turn

OWN_KEYS = ("utter_control_repeat", *FALLBACK_KEYS)


def fallback(turn: Turn) -> Outcome:
    """Ask back once; from the second time on show services and, unless declined, offer a person."""
    if turn.fallbacks == 0:
        return Outcome([reply("utter_fallback")])
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
