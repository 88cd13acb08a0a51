"""Another language, or to be forgotten: the bot passes it on, the service does it."""

from collections.abc import Callable

import pytest

from actions import asking, goodbye
from actions.outcome import Outcome
from actions.turn import Turn
from tests.unit.actions.trackers import said, tracker


def test_another_language_is_a_command_and_no_words() -> None:
    turn = Turn.from_tracker(tracker(said("control_language")))
    assert asking.language(turn).replies == [{"command": "conversation.language"}]


def test_the_wish_to_delete_is_a_command_and_no_words() -> None:
    turn = Turn.from_tracker(tracker(said("control_delete")))
    assert asking.delete(turn).replies == [{"command": "conversation.delete"}]


@pytest.mark.parametrize(
    ("decide", "intent"), [(asking.delete, "control_delete"), (goodbye.leave, "control_leave")]
)
def test_what_cannot_be_taken_back_is_asked_first_where_it_may_not_be_meant(
    decide: Callable[[Turn], Outcome], intent: str
) -> None:
    now = said(intent)
    now["parse_data"]["intent"]["confidence"] = 0.4
    now["parse_data"]["intent_ranking"] = [{"name": intent}, {"name": "handoff_decline"}]
    (reply,) = decide(Turn.from_tracker(tracker(now))).replies
    assert reply["buttons"] == [intent, "handoff_decline", "none_of_these"]
