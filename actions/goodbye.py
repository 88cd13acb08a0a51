"""Leaving well."""

from actions import helplines
from actions.outcome import Outcome, command, reply
from actions.turn import Turn


def goodbye(turn: Turn) -> Outcome:
    """One helpline, once; whoever says goodbye a second time is let go."""
    if turn.said_goodbye:
        return Outcome([reply("utter_control_goodbye_again"), command("conversation.leave")])
    farewell = reply("utter_control_goodbye", cards=[helplines.single(turn)])
    return Outcome([farewell], {"said_goodbye": True})


def leave(_: Turn) -> Outcome:
    """The button that ends the conversation."""
    return Outcome([reply("utter_control_goodbye_again"), command("conversation.leave")])
