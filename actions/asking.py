"""What a visitor asks of the conversation itself: another language, to be forgotten. The service does it."""

from actions import clarify
from actions.outcome import Outcome, command
from actions.turn import SURE, Turn


def language(_: Turn) -> Outcome:
    """Which language, the service reads; it knows those that there are."""
    return Outcome([command("conversation.language")])


def delete(turn: Turn) -> Outcome:
    """Deleted at once where that is surely meant, else asked: it cannot be undone."""
    if turn.confidence < SURE:
        return clarify.ask(turn)
    return Outcome([command("conversation.delete")])
