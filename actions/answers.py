"""Yes and no: they mean what they answer."""

from actions.outcome import Outcome, reply
from actions.turn import Turn

# What a plain "yes" may set off, when the message before offered it first.
OFFERS = ("handoff_person", "handoff_chat", "handoff_sms", "handoff_call", "ask_self_help", "ask_what_help")
PERSON = ("handoff_person", "handoff_chat", "handoff_sms", "handoff_call")


def affirm(turn: Turn) -> Outcome:
    """A yes takes the primary button of the message before, if that is an offer."""
    if turn.last_buttons and turn.last_buttons[0] in OFFERS:
        return Outcome(becomes=turn.last_buttons[0])
    return Outcome([reply("utter_control_affirm")])


def deny(turn: Turn) -> Outcome:
    """A bare no to the offer of a person is a decline."""
    if any(intent in PERSON for intent in turn.last_buttons):
        return decline(turn)
    return Outcome([reply("utter_control_deny")])


def decline(_: Turn) -> Outcome:
    """Remembered, so that nobody is pressed."""
    return Outcome([reply("utter_handoff_decline")], {"declined": True})
