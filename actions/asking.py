"""What a visitor asks of the conversation itself: another language, to be forgotten. The service does it."""

from actions.outcome import Outcome, command
from actions.turn import Turn


def language(_: Turn) -> Outcome:
    """Which language, the service reads; it knows those that there are."""
    return Outcome([command("conversation.language")])


def delete(_: Turn) -> Outcome:
    """Deleted at once, as topics.yml promises: nothing of it is worth keeping against the visitor's wish."""
    return Outcome([command("conversation.delete")])
