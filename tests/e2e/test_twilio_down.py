"""Twilio that fails, and a worker that is killed, with the real processes: one text each, and staff saw it wait."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.live import BIN, Live, Visitor
from tests.people import new_id
from tests.standins.twilio import ACCOUNT, SignedForms, Twilio
from webhook.app import create_context
from webhook.services import desk
from webhook.services.context import Context
from webhook.settings import Settings
from webhook.store import staff
from webhook.store.tables import Staff

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

PHONE = "+447400123456"
PATIENCE = 100.0
"""Seconds; longer than the claim of a worker that was killed."""


class Line:
    """Web and worker with a Twilio that the test commands, and the desk's worker as the services see one."""

    def __init__(self, live: Live, twilio: Twilio) -> None:
        self.live, self.twilio = live, twilio
        names = ("TURNPOINT_", "DATABASE", "TWILIO")
        environ = {name: value for name, value in live.env.items() if name.startswith(names)}
        self.ctx: Context = create_context(Settings.from_environ(environ))
        with self.ctx.db.reading() as session:
            found = staff.by_login(session, "demo")
        assert found is not None
        self.worker: Staff = found

    def talks(self) -> tuple[Visitor, str]:
        """A visitor who is texting with the worker, and the id of their conversation."""
        visitor = self.live.visitor()
        visitor.post("handoff", channel="sms", phone=PHONE, share_transcript=False)
        until(lambda: len(self.twilio.messages) == 1)
        form = SignedForms(self.live.url).text(PHONE, "YES")
        headers = SignedForms(self.live.url).headers("/v1/twilio/inbound", form)
        answer = requests.post(f"{self.live.url}/v1/twilio/inbound", data=form, headers=headers, timeout=10)
        answer.raise_for_status()
        conversation = desk.accept(self.ctx, self.worker, desk.queue(self.ctx, self.worker)[0]["id"])[
            "conversation"
        ]
        until(lambda: len(self.twilio.messages) == 3)
        return visitor, conversation

    def writes(self, conversation: str, text: str) -> int:
        seq: int = desk.write(self.ctx, self.worker, conversation, new_id(), text)["seq"]
        return seq

    def told(self, conversation: str, seq: int) -> list[str]:
        events: list[dict[str, Any]] = desk.events(self.ctx, self.worker, conversation, 0)["events"]
        return [event["text"] for event in events if event["kind"] == "delivery" and event["of"] == seq]


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    with Twilio() as twilio:
        account = {
            "TWILIO_ACCOUNT_SID": ACCOUNT.sid,
            "TWILIO_AUTH_TOKEN": ACCOUNT.token,
            "TWILIO_FROM": ACCOUNT.sender,
            "TWILIO_API_BASE": twilio.base,
        }
        live = Live(tmp_path, account)
        live.start()
        line = Line(live, twilio)
        yield line
        line.ctx.db.dispose()
        live.stop()


def test_with_twilio_answering_500_a_text_is_tried_again_and_staff_see_it_waiting(line: Line) -> None:
    _, conversation = line.talks()
    line.twilio.answers.extend([500, 500])
    seq = line.writes(conversation, "marked words")
    until(lambda: "Not sent yet, trying again" in line.told(conversation, seq))
    until(lambda: "marked words" in line.twilio.bodies())
    assert line.twilio.bodies().count("marked words") == 1
    assert not any(secret in line.live.logs() for secret in ("marked words", "7400123456", ACCOUNT.token))


def test_a_worker_killed_while_it_sends_costs_no_text_and_makes_no_second_one(line: Line) -> None:
    _, conversation = line.talks()
    line.twilio.answers.append("taken")
    line.writes(conversation, "the first")
    line.writes(conversation, "the second")
    until(lambda: "the first" in line.twilio.bodies())
    line.live.kill("worker")
    line.live.launch("worker", str(BIN / "turnpoint"), "worker")
    until(lambda: "the second" in line.twilio.bodies())
    assert line.twilio.bodies()[3:] == ["the first", "the second"]
