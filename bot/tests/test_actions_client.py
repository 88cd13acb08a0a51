"""What goes to the action server, and what is taken from it."""

import asyncio
import json
from typing import Any, Dict

import pytest
from rasa.core.actions.action import RemoteAction

from bot.action_endpoint import ActionEndpoint, slim
from bot.action_result import ActionResultInvalid, check
from bot.answer import CURRENT, Answer

MARK = "a-phrase-nobody-else-would-write"
ACTION = RemoteAction("action_handoff", None)


def call() -> Dict[str, Any]:
    said = {"event": "user", "text": MARK, "parse_data": {"text": MARK, "intent": {"name": "control_greet"}}}
    latest = {"text": MARK, "intent": {"name": "control_greet"}}
    return {"next_action": "x", "domain": {"a": 1}, "tracker": {"events": [said], "latest_message": latest}}


def test_no_word_of_a_visitor_goes_to_the_action_server() -> None:
    sent = slim(call())
    assert MARK not in json.dumps(sent)
    assert sent["tracker"]["latest_message"]["intent"]["name"] == "control_greet"
    assert sent["domain"] == {}


@pytest.mark.parametrize("result", [{}, {"events": [], "responses": [{"custom": {"key": "utter_x"}}]}])
def test_a_sound_result_is_taken(result: Dict[str, Any]) -> None:
    assert check(ACTION, result)


@pytest.mark.parametrize(
    "result", [[], {"events": 5}, {"responses": [MARK]}, {"events": [{"event": "nonsense"}]}]
)
def test_an_unsound_result_is_refused_without_repeating_it(result: Any) -> None:
    with pytest.raises(ActionResultInvalid) as refusal:
        check(ACTION, result)
    assert MARK not in str(refusal.value)


def test_a_failure_is_noted_on_the_turn_in_hand() -> None:
    answer = Answer()
    CURRENT.set(answer)
    with pytest.raises(Exception):  # noqa: B017, PT011  any failure counts
        asyncio.run(ActionEndpoint(url="http://127.0.0.1:1/webhook").request(json=call()))
    assert answer.failure is not None
