"""Another language, or to be forgotten: the bot passes it on, the service does it."""

from actions import asking
from actions.turn import Turn
from tests.unit.actions.trackers import said, tracker


def test_another_language_is_a_command_and_no_words() -> None:
    turn = Turn.from_tracker(tracker(said("control_language")))
    assert asking.language(turn).replies == [{"command": "conversation.language"}]


def test_the_wish_to_delete_is_a_command_and_no_words() -> None:
    turn = Turn.from_tracker(tracker(said("control_delete")))
    assert asking.delete(turn).replies == [{"command": "conversation.delete"}]
