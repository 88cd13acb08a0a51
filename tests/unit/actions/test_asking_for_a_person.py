"""Asking for a person: the bot says what was asked for, the service knows what is open."""

import pytest

from actions import answers, clarify, handoff
from actions.turn import Turn
from tests.unit.actions.trackers import commanded, said, tracker

ASKED = {
    "handoff_person": "handoff.person",
    "handoff_chat": "handoff.chat",
    "handoff_sms": "handoff.sms",
    "handoff_call": "handoff.call",
    "handoff_email": "handoff.email",
}
ASKED_BACK = ["handoff_person", "handoff_chat", "handoff_sms"]


@pytest.mark.parametrize(("intent", "command"), ASKED.items())
@pytest.mark.parametrize("slots", [{}, {"under_18": True}, {"audience": "victim"}])
def test_whoever_asks_for_a_person_sets_off_one_command_and_no_words(
    intent: str, command: str, slots: dict[str, object]
) -> None:
    assert handoff.decide(Turn.from_tracker(tracker(said(intent), **slots))).replies == [{"command": command}]


@pytest.mark.parametrize("intent", ASKED)
def test_asking_for_a_person_takes_an_earlier_no_back(intent: str) -> None:
    outcome = handoff.decide(Turn.from_tracker(tracker(said(intent), declined=True)))
    assert outcome.slots == {"declined": False}


def after(intent: str, then: str) -> Turn:
    return Turn.from_tracker(tracker(said(intent), commanded(ASKED[intent]), said(then)))


@pytest.mark.parametrize("intent", ASKED_BACK)
def test_a_yes_to_what_the_service_asked_back_asks_for_the_same(intent: str) -> None:
    assert answers.affirm(after(intent, "control_affirm")).becomes == intent


@pytest.mark.parametrize("intent", ASKED_BACK)
def test_a_no_to_what_the_service_asked_back_is_a_decline(intent: str) -> None:
    assert answers.deny(after(intent, "control_deny")).slots == {"declined": True}


@pytest.mark.parametrize("intent", ASKED_BACK)
def test_say_that_again_has_the_service_ask_again(intent: str) -> None:
    assert clarify.repeat(after(intent, "control_repeat")).becomes == intent


def test_numbers_to_ring_ask_nothing_back() -> None:
    assert answers.affirm(after("handoff_call", "control_affirm")).becomes is None
    assert answers.deny(after("handoff_call", "control_deny")).slots == {}
