"""Leaving well."""

from actions import clarify, helplines
from actions.outcome import Outcome, command, reply
from actions.turn import SURE, Turn


def goodbye(turn: Turn) -> Outcome:
    """One helpline, once; whoever says goodbye a second time is let go."""
    if turn.said_goodbye:
        return Outcome([reply("utter_control_goodbye_again"), command("conversation.leave")])
    farewell = reply("utter_control_goodbye", cards=[helplines.single(turn)])
    return Outcome([farewell], {"said_goodbye": True})


def leave(turn: Turn) -> Outcome:
    """End the conversation, by the button or by words that surely mean it."""
    if turn.confidence < SURE:
        return clarify.ask(turn)
    return Outcome([reply("utter_control_goodbye_again"), command("conversation.leave")])
