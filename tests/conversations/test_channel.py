"""The channel: who may call it, what it refuses, and what happens when a part is gone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.conversations.launched import Launched

pytestmark = [pytest.mark.bot, pytest.mark.slow]
Someone = Callable[[], str]
MARK = "Quillfeather Umbrageous"


def keys(answer: dict[str, Any]) -> list[str]:
    return [reply["key"] for reply in answer["replies"] if "key" in reply]


def farewell_audience(launched: Launched, sender: str, **said: Any) -> str:
    """Whose helpline is shown at a goodbye."""
    (reply,) = launched.turn(sender, intent="control_goodbye", **said)["replies"]
    (card,) = reply["cards"]
    audience: str = card["audience"]
    return audience


@pytest.mark.parametrize("headers", [{}, {"X-Turnpoint-Secret": "wrong"}, {"X-Turnpoint-Secret": ""}])
@pytest.mark.parametrize("path", ["turn", "forget"])
def test_without_the_secret_nothing_is_answered(
    launched: Launched, someone: Someone, path: str, headers: dict[str, str]
) -> None:
    response = launched.post(path, {"sender": someone(), "text": "hello"}, headers=headers)
    assert response.status_code == 401
    assert set(response.json()) == {"error"}


@pytest.mark.parametrize(
    "body",
    [
        b"{not json",
        b"\xff\xfe",
        {},
        {"sender": "x"},
        {"sender": "x", "text": "a", "intent": "ask_law"},
        {"sender": "x", "intent": "restart"},
        {"sender": "x", "intent": "session_start"},
        {"sender": "x", "text": "y" * 5000},
    ],
)
def test_a_wrong_body_is_refused_without_repeating_it(launched: Launched, body: Any) -> None:
    response = launched.post("turn", body)
    assert response.status_code == 400
    assert "yyyy" not in response.text


def test_rasas_own_doors_are_shut(launched: Launched) -> None:
    api = launched.url.replace("/webhooks/turnpoint", "")
    for path in ("/model/parse", "/webhooks/rest/webhook", "/conversations/x/tracker/events"):
        assert requests.post(f"{api}{path}", json={}, timeout=5).status_code == 404


@pytest.mark.parametrize(
    "typed", ["/restart", "/session_start", '/door_concerned{"a": "b"}', " //handoff_chat"]
)
def test_a_typed_slash_never_becomes_an_intent(launched: Launched, someone: Someone, typed: str) -> None:
    sender = someone()
    answer = launched.turn(sender, text=typed)
    assert answer["confidence"] < 1
    assert answer["intent"] not in ("restart", "session_start", "door_concerned")
    assert not launched.turn(sender, intent="own_wants_to_stop")["replies"][0]["key"].startswith(
        "utter_own_young"
    )


@pytest.mark.parametrize("text", ["", "   ", "/", "///", "\u200b", "\0", "?" * 2000, "🙂" * 500])
def test_a_text_with_nothing_in_it_is_asked_back(launched: Launched, someone: Someone, text: str) -> None:
    assert launched.turn(someone(), text=text)["replies"]


def test_a_button_is_taken_as_meant(launched: Launched, someone: Someone) -> None:
    answer = launched.turn(someone(), intent="victim_sextortion")
    assert (answer["intent"], answer["confidence"], answer["topic"]) == (
        "victim_sextortion",
        1.0,
        "victim.sextortion",
    )
    assert keys(answer) == ["utter_victim_sextortion"]


def test_no_words_of_the_bot_leave_rasa(launched: Launched, someone: Someone) -> None:
    for reply in launched.turn(someone(), intent="own_wants_to_stop")["replies"]:
        assert set(reply) <= {"key", "command", "buttons", "cards"}


def test_a_new_session_keeps_what_is_known_of_the_visitor(launched: Launched, someone: Someone) -> None:
    sender = someone()
    launched.turn(sender, intent="door_under_18")
    answer = launched.turn(sender, text="i want to stop", new_session=True)
    assert keys(answer) == ["utter_own_young_person"]
    assert farewell_audience(launched, sender, new_session=True) == "young_person"


def test_a_forgotten_young_person_is_still_one_when_the_service_says_so(
    launched: Launched, someone: Someone
) -> None:
    sender, about = someone(), {"door": "door.under_18"}
    launched.turn(sender, intent="door_under_18", metadata=about)
    assert launched.post("forget", {"sender": sender}).status_code == 204
    answer = launched.turn(sender, intent="own_worried_thoughts", metadata=about)
    assert keys(answer) == ["utter_own_young_person"]


@pytest.mark.parametrize("about", [{"minor": True}, {"door": "door.under_18"}, {"topic": "own.young_person"}])
@pytest.mark.parametrize("new_session", [False, True])
def test_what_a_lost_turn_told_of_age_is_made_up_for(
    launched: Launched, someone: Someone, about: dict[str, Any], new_session: bool
) -> None:
    sender = someone()
    assert keys(launched.turn(sender, intent="own_wants_to_stop")) == ["utter_own_wants_to_stop"]
    answer = launched.turn(sender, intent="own_has_viewed", metadata=about, new_session=new_session)
    assert keys(answer) == ["utter_own_young_person"]
    assert keys(launched.turn(sender, intent="own_wants_to_stop")) == ["utter_own_young_person"]


def test_being_reminded_of_age_does_not_forget_the_situation(launched: Launched, someone: Someone) -> None:
    sender = someone()
    launched.turn(sender, intent="crisis_suicide")
    assert keys(launched.turn(sender, intent="ask_law", metadata={"minor": True})) == ["utter_ask_law"]
    assert farewell_audience(launched, sender) == "crisis"


@pytest.mark.parametrize("way", ["person", "chat", "sms", "call"])
def test_asking_for_a_person_is_a_command_and_no_words(
    launched: Launched, someone: Someone, way: str
) -> None:
    answer = launched.turn(someone(), intent=f"handoff_{way}", metadata={"ways": [], "minor": True})
    assert answer["replies"] == [{"command": f"handoff.{way}"}]


def test_forgetting_makes_a_visitor_new(launched: Launched, someone: Someone) -> None:
    sender = someone()
    launched.turn(sender, intent="door_victim")
    launched.post("forget", {"sender": sender})
    assert farewell_audience(launched, sender) == "own_behaviour"


def test_two_people_do_not_mix(launched: Launched, someone: Someone) -> None:
    child, adult = someone(), someone()
    launched.turn(child, intent="door_under_18")
    assert keys(launched.turn(adult, intent="own_wants_to_stop")) == ["utter_own_wants_to_stop"]


def test_a_long_talk_stays_quick_when_sessions_begin_anew(launched: Launched, someone: Someone) -> None:
    sender = someone()
    for number in range(45):
        answer = launched.turn(sender, intent="ask_law", new_session=number % 15 == 0)
        assert keys(answer) == ["utter_ask_law"]


def test_no_word_is_in_any_log_at_the_noisiest_level(launched: Launched, someone: Someone) -> None:
    sender = someone()
    launched.turn(sender, text=f"My name is {MARK} and i want to stop")
    launched.turn(sender, text=f"/{MARK}")
    launched.post("turn", {"sender": sender, "text": MARK, "intent": MARK})
    launched.post("turn", f'{{"text": "{MARK}'.encode())
    assert MARK.split()[0] not in launched.printed()
    assert launched.secret not in launched.printed()


@pytest.fixture
def alone(model: Path, tmp_path: Path) -> Iterator[Launched]:
    """A bot of one's own, to break."""
    bot = Launched(model, tmp_path)
    try:
        bot.start()
        yield bot
    finally:
        bot.stop()


def test_with_the_action_server_killed_the_turn_fails_without_words(
    alone: Launched, someone: Someone
) -> None:
    sender = someone()
    alone.kill("actions")
    response = alone.post("turn", {"sender": sender, "text": f"hello {MARK}, can i talk to a person"})
    assert response.status_code == 502
    assert set(response.json()) == {"error"}
    assert MARK not in alone.printed()
    assert keys(alone.turn(sender, text="why do i see this")) == ["utter_ask_why_me"]
    alone.start_actions()
    assert alone.turn(sender, intent="handoff_person")["replies"] == [{"command": "handoff.person"}]
