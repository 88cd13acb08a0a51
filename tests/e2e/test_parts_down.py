"""What a visitor still gets when a part is killed, with the real parts (issue 2, point 9)."""

import time
import uuid
from collections.abc import Iterator

import pytest
import requests

from tests.e2e.system import System
from tests.live import Visitor
from tests.people import MOBILE

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.bot]

IN_TIME = 5.0  # seconds in which a visitor hears something, whatever is down
MARKED = "the violet lighthouse hums"
NEEDS_AN_ACTION = "I want to talk to a person"


@pytest.fixture(params=["rasa", "actions"])
def without_a_part(system: System, request: pytest.FixtureRequest) -> Iterator[System]:
    """The system with Rasa or the action server killed and kept down."""
    system.wait_for_all()
    system.keep_down(request.param)
    yield system
    system.bring_back(request.param)


class Stopwatch:
    """Asserts that what happens inside takes no longer than a visitor should wait."""

    def __enter__(self) -> None:
        self.begin = time.monotonic()

    def __exit__(self, *_: object) -> None:
        assert time.monotonic() - self.begin < IN_TIME


def _has_card(events: list[dict[str, object]], kind: str) -> bool:
    return any(card["kind"] == kind for event in events for card in event.get("cards", ()))  # type: ignore[attr-defined]


def test_warning_doors_and_helplines_come_without_the_bot(without_a_part: System):
    with Stopwatch():
        warning = without_a_part.warning()
    assert warning["action"] == "warning"
    assert len(warning["doors"]) == 6
    assert warning["helplines"][0]["items"]


def test_a_message_is_answered_with_ways_on_without_the_bot(without_a_part: System):
    visitor = without_a_part.visitor()
    with Stopwatch():
        answers = visitor.say(NEEDS_AN_ACTION)
    assert [event["key"] for event in answers if event["kind"] == "message"] == ["utter_bot_down"]
    assert _has_card(answers, "helplines")


@pytest.mark.parametrize("door", ["me", "mistake", "under_18", "victim", "concerned", "report"])
def test_every_door_is_answered_without_the_bot(without_a_part: System, door: str):
    visitor = without_a_part.visitor()
    with Stopwatch():
        answers = visitor.press(f"door.{door}")
    assert answers


def test_both_handoffs_work_without_the_bot(without_a_part: System):
    for approval in ({"channel": "chat"}, {"channel": "sms", "phone": MOBILE}):
        visitor = without_a_part.visitor()
        with Stopwatch():
            offered = visitor.press(f"handoff.{approval['channel']}")
        assert _has_card(offered, "consent")
        with Stopwatch():
            standing = visitor.post("handoff", share_transcript=False, **approval)
        assert standing["state"] == "waiting"
        assert standing["owner"] == "queue"


def test_the_bot_answers_again_once_it_is_back(system: System):
    system.wait_for_all()
    answers = system.visitor().say("hello")
    assert [event["from"] for event in answers] == ["bot"]


def test_the_logs_of_every_part_have_ids_only(system: System):
    visitor = system.visitor()
    visitor.say(MARKED)
    visitor.press("handoff.sms")
    visitor.post("handoff", channel="sms", phone=MOBILE, share_transcript=True)
    written = system.logs()
    assert written
    digits = "".join(character for character in written if character.isdecimal() or character.isspace())
    for trace in (MARKED, "violet", visitor.secret, system.secret):
        assert trace not in written
    for number in (MOBILE.replace(" ", ""), "447400123456", "7400123456"):
        assert number not in written
        assert number not in digits


def test_nothing_acknowledged_is_lost_when_the_service_is_killed(system: System):
    system.wait_for_all()
    visitor = system.visitor()
    acknowledged: dict[str, str] = {}
    for turn in range(6):
        text = f"message {turn}"
        client_id = str(uuid.uuid4())
        if turn == 3:
            system.kill("web")
        _send_until_acknowledged(visitor, client_id, text)
        acknowledged[client_id] = text
    again = _send_until_acknowledged(visitor, client_id, text)
    assert again["state"] == "talking"
    everything = requests.get(
        f"{system.url}/v1/conversation/events?after=0&wait=0",
        headers={"Authorization": f"Bearer {visitor.secret}"},
        timeout=10,
    ).json()["events"]
    said = [event["text"] for event in everything if event["from"] == "visitor"]
    assert said == list(acknowledged.values())
    assert [event["seq"] for event in everything] == list(range(1, len(everything) + 1))


def test_a_message_in_flight_while_the_service_is_killed_is_written_once(system: System):
    """The visitor's client sends it again with the same id until it is acknowledged."""
    system.wait_for_all()
    visitor = system.visitor()
    client_id = str(uuid.uuid4())
    with pytest.raises(requests.ConnectionError):
        _kill_while_sending(system, visitor, client_id)
    _send_until_acknowledged(visitor, client_id, MARKED)
    said = [event["text"] for event in visitor.log if event["from"] == "visitor"]
    assert said == [MARKED]


def _kill_while_sending(system: System, visitor: Visitor, client_id: str) -> None:
    system.kill("web")
    visitor.try_post("messages", client_id=client_id, text=MARKED)


def _send_until_acknowledged(visitor: Visitor, client_id: str, text: str) -> dict[str, object]:
    end = time.monotonic() + 30
    while True:
        try:
            return visitor.post("messages", client_id=client_id, text=text)
        except requests.ConnectionError:
            assert time.monotonic() < end
            time.sleep(0.2)
