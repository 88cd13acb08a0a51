"""Asking for a person: by chat, by SMS, by telephone, or without saying how.

Which ways are open, and to whom, the service knows: it is only told what was asked for, and it speaks.
"""

from actions.outcome import Outcome, command
from actions.turn import Turn

COMMANDS = {
    "handoff_person": "handoff.person",
    "handoff_chat": "handoff.chat",
    "handoff_sms": "handoff.sms",
    "handoff_call": "handoff.call",
    "handoff_email": "handoff.email",
}
ASKED_AGAIN = {"declined": False}  # who asks for a person has taken the "no" back


def decide(turn: Turn) -> Outcome:
    """The command for what was asked; without a way, the one that asks which."""
    return Outcome([command(COMMANDS.get(turn.intent, "handoff.person"))], ASKED_AGAIN)
