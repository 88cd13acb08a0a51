"""Yes, no, goodbye, and not understanding."""

from collections.abc import Sequence
from typing import Any

import pytest

from actions import answers, clarify, goodbye
from actions.turn import Turn
from tests.unit.actions.trackers import decided, replied, said, tracker


def test_a_yes_takes_the_primary_button_of_the_message_before() -> None:
    offer = replied("utter_own_wants_to_stop", "handoff_person", "ask_self_help")
    turn = Turn.from_tracker(tracker(said("own_wants_to_stop"), offer, said("control_affirm")))
    assert answers.affirm(turn).becomes == "handoff_person"


def test_a_yes_follows_buttons_that_an_action_chose() -> None:
    offer = decided("utter_fallback_again", "handoff_person", "ask_what_help")
    turn = Turn.from_tracker(tracker(said("nlu_fallback"), offer, said("control_affirm")))
    assert answers.affirm(turn).becomes == "handoff_person"


def test_a_yes_never_says_something_about_the_visitor() -> None:
    question = replied("utter_door_me", "own_wants_to_stop", "handoff_person")
    turn = Turn.from_tracker(tracker(said("door_me"), question, said("control_affirm")))
    assert answers.affirm(turn).replies == [{"key": "utter_control_affirm"}]


def test_a_yes_to_nothing_asks_on() -> None:
    turn = Turn.from_tracker(tracker(said("control_affirm")))
    assert answers.affirm(turn).replies == [{"key": "utter_control_affirm"}]


def test_a_no_to_the_offer_of_a_person_declines_it_and_is_remembered() -> None:
    offer = replied("utter_own_wants_to_stop", "handoff_person", "ask_self_help")
    turn = Turn.from_tracker(tracker(said("own_wants_to_stop"), offer, said("control_deny")))
    outcome = answers.deny(turn)
    assert outcome.replies == [{"key": "utter_handoff_decline"}]
    assert outcome.slots == {"declined": True}


def test_a_no_to_anything_else_declines_nothing() -> None:
    question = replied("utter_ask_why_me", "objection_mistake", "door_me")
    turn = Turn.from_tracker(tracker(said("ask_why_me"), question, said("control_deny")))
    assert answers.deny(turn).slots == {}


def test_goodbye_shows_one_helpline_once() -> None:
    first = goodbye.goodbye(Turn.from_tracker(tracker(said("control_goodbye"), audience="victim")))
    (farewell,) = first.replies
    assert farewell["cards"] == [{"kind": "helplines", "audience": "victim", "limit": 1}]
    again = goodbye.goodbye(Turn.from_tracker(tracker(said("control_goodbye"), **first.slots)))
    assert again.replies == [{"key": "utter_control_goodbye_again"}, {"command": "conversation.leave"}]


def test_what_is_not_understood_is_asked_with_the_two_nearest_meanings_then_the_doors_then_a_person() -> None:
    near = ["nlu_fallback", "control_greet", "own_has_viewed", "ask_law", "own_wants_to_stop"]
    first = not_understood(0, ranking=near)
    second = not_understood(1, ranking=near)
    third = not_understood(2, ranking=near)
    assert first == {"key": "utter_fallback", "buttons": ["own_has_viewed", "ask_law", "none_of_these"]}
    assert second["key"] == "utter_fallback_doors"
    assert len(second["buttons"]) == 6
    assert third["key"] == "utter_fallback_again"
    assert third["buttons"][0] == "handoff_person"


def test_where_nothing_is_near_the_doors_are_asked_at_once() -> None:
    assert not_understood(0)["key"] == "utter_fallback_doors"


def not_understood(before: int, ranking: Sequence[str] = (), **slots: Any) -> dict[str, Any]:
    keys = ("utter_fallback", "utter_fallback_doors", "utter_fallback_again")
    past = [event for key in keys[:before] for event in (said("nlu_fallback"), decided(key))]
    now = said("nlu_fallback")
    now["parse_data"]["intent_ranking"] = [{"name": name} for name in ranking]
    (reply,) = clarify.fallback(Turn.from_tracker(tracker(*past, now, **slots))).replies
    return reply


@pytest.mark.parametrize(
    ("slots", "audiences"),
    [
        ({}, ["own_behaviour"]),
        ({"audience": "concerned"}, ["concerned"]),
        ({"audience": "victim"}, ["victim", "takedown"]),
        ({"audience": "victim", "under_18": True}, ["young_person", "victim", "takedown"]),
        ({"audience": "own_behaviour", "under_18": True}, ["young_person"]),
        ({"under_18": True}, ["young_person"]),
    ],
)
def test_services_shown_unasked_fit_the_situation_so_far(slots: dict[str, Any], audiences: list[str]) -> None:
    reply = not_understood(2, **slots)
    assert [card["audience"] for card in reply["cards"]] == audiences


def test_in_a_crisis_the_emergency_number_leads() -> None:
    reply = not_understood(2, audience="crisis")
    assert [card["kind"] for card in reply["cards"]] == ["emergency", "helplines"]


def test_who_declined_is_not_offered_a_person_again_unasked() -> None:
    assert "handoff_person" not in not_understood(2, declined=True)["buttons"]


def test_an_understood_turn_between_starts_the_count_anew() -> None:
    past = [said("nlu_fallback"), decided("utter_fallback"), said("ask_law"), replied("utter_ask_law")]
    turn = Turn.from_tracker(tracker(*past, said("nlu_fallback")))
    assert clarify.fallback(turn).replies[0]["key"] == "utter_fallback_doors"
    assert turn.fallbacks == 0


def test_say_that_again_repeats_the_last_reply() -> None:
    turn = Turn.from_tracker(tracker(said("ask_law"), replied("utter_ask_law"), said("control_repeat")))
    keys = [reply["key"] for reply in clarify.repeat(turn).replies]
    assert keys == ["utter_control_repeat", "utter_ask_law"]


def test_say_that_again_at_the_start_says_what_this_is() -> None:
    turn = Turn.from_tracker(tracker(said("control_repeat")))
    assert clarify.repeat(turn).replies == [{"key": "utter_control_repeat"}]


def after_a_crisis_that_the_service_answered(then: str) -> Turn:
    before = [said("ask_law", topic="own.has_viewed"), replied("utter_ask_law", "ask_what_help")]
    return Turn.from_tracker(tracker(*before, said(then, topic="crisis.suicide", audience="crisis")))


def test_a_yes_after_a_crisis_that_the_service_answered_asks_for_a_person() -> None:
    assert (
        answers.affirm(after_a_crisis_that_the_service_answered("control_affirm")).becomes == "handoff_person"
    )


def test_nothing_older_is_said_again_after_it() -> None:
    outcome = clarify.repeat(after_a_crisis_that_the_service_answered("control_repeat"))
    assert outcome.becomes == "handoff_person"


def test_a_goodbye_after_it_shows_a_crisis_line() -> None:
    (farewell,) = goodbye.goodbye(after_a_crisis_that_the_service_answered("control_goodbye")).replies
    assert farewell["cards"] == [{"kind": "helplines", "audience": "crisis", "limit": 1}]
