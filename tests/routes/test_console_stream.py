"""The console's stream: what it tells equals a fresh reading, and it ends with the session."""

from typing import Any

import pytest

from tests.people import Person, a_desk, a_partner, a_person
from tests.routes.colleague import Colleague, heard
from webhook.services import handoffs, staff


@pytest.fixture
def desk(ctx: Any) -> int:
    return a_desk(ctx)


@pytest.fixture
def visitor(ctx: Any, desk: int) -> Person:
    person = a_person(ctx, a_partner(ctx)[0])
    person.say("A sentence for the bot.")
    return person


@pytest.fixture
def alice(app: Any, ctx: Any, desk: int) -> Colleague:
    return Colleague(app, ctx, "alice", desk)


def a_session(kind: str, _: dict[str, Any]) -> bool:
    """The last item of the first batch."""
    return kind == "session"


def entries(said: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    return [data["event"] for kind, data in said if kind == "event"]


def test_it_begins_with_the_queue(alice: Colleague, visitor: Person) -> None:
    visitor.ask_for_chat()
    kind, first = heard(alice.get("stream"), a_session)[0]
    assert kind == "snapshot"
    assert [row["channel"] for row in first["queue"]] == ["chat"]


def test_what_it_tells_equals_a_fresh_reading(alice: Colleague, visitor: Person) -> None:
    visitor.ask_for_chat()
    conversation = alice.accept()
    alice.write(conversation, "Hello.")
    visitor.say("Thank you.")
    assert entries(heard(alice.get("stream"), a_session)) == alice.events(conversation)


def test_a_resumed_stream_tells_only_the_rest(alice: Colleague, visitor: Person) -> None:
    visitor.ask_for_chat()
    conversation = alice.accept()
    before = alice.events(conversation)
    visitor.say("While the line was cut.")
    seen = f"stream?seen={conversation}:{before[-1]['seq']}"
    assert before + entries(heard(alice.get(seen), a_session)) == alice.events(conversation)


def test_news_arrive_while_it_is_open(alice: Colleague, visitor: Person) -> None:
    visitor.ask_for_chat()
    conversation = alice.accept()

    def say_more(kind: str, data: dict[str, Any]) -> bool:
        if kind == "session":
            visitor.say("News.")
        return kind == "event" and data["event"].get("text") == "News."

    said = heard(alice.get("stream"), say_more)
    assert said[-1][1]["conversation"] == conversation


def test_the_end_of_a_conversation_is_told_and_nothing_after_it(alice: Colleague, visitor: Person) -> None:
    visitor.ask_for_chat()
    alice.accept()

    def leave(kind: str, data: dict[str, Any]) -> bool:
        if kind == "session":
            handoffs.leave(visitor.ctx, visitor.visit, "00000000-0000-4000-8000-000000000001", 0)
        return kind == "event" and data["event"].get("state") == "left"

    said = heard(alice.get("stream"), leave)
    assert said[-1][1]["event"]["owner"] == "none"
    assert any(kind == "snapshot" and data["held"] == [] for kind, data in said)


def test_a_deletion_is_told_at_once(alice: Colleague, visitor: Person) -> None:
    visitor.ask_for_chat()
    conversation = alice.accept()

    def delete(kind: str, _: dict[str, Any]) -> bool:
        if kind == "session":
            handoffs.delete(visitor.ctx, visitor.visit)
        return kind == "gone"

    assert heard(alice.get("stream"), delete)[-1] == ("gone", {"conversation": conversation})


def test_a_conversation_of_somebody_else_is_gone_and_nothing_more(
    app: Any, ctx: Any, desk: int, alice: Colleague, visitor: Person
) -> None:
    bob = Colleague(app, ctx, "bob", desk)
    visitor.ask_for_chat()
    conversation = alice.accept()
    said = heard(bob.get(f"stream?seen={conversation}:0"), a_session)
    assert ("gone", {"conversation": conversation}) in said
    assert entries(said) == []


def test_it_ends_when_the_account_is_shut(alice: Colleague, ctx: Any, visitor: Person) -> None:
    visitor.ask_for_chat()
    alice.accept()

    def shut(kind: str, _: dict[str, Any]) -> bool:
        if kind == "session":
            staff.disable(ctx, "alice")
            visitor.say("Not for former staff.")
        return False

    said = heard(alice.get("stream"), shut)
    assert said[-1] == ("bye", {"reason": "signed-out"})
    assert "Not for former staff." not in str(said)


def test_the_fourth_stream_of_a_session_takes_the_place_of_the_first(alice: Colleague) -> None:
    first, *others = [alice.get("stream") for _ in range(4)]
    begun = [iter(response.response) for response in (first, *others)]
    for stream in begun:
        next(stream)
        next(stream)
    assert b"bye" in next(begun[0])
    for response in (first, *others):
        response.close()


@pytest.mark.parametrize("seen", ["x", "a:b", "a:-1", "a:1;b:2", "a:99999999999999999999", ":1"])
def test_a_place_to_resume_that_is_none_is_refused(alice: Colleague, seen: str) -> None:
    assert alice.client.get("/console/api/stream", query_string={"seen": seen}).status_code == 400


def test_no_proxy_may_hold_it_back(alice: Colleague) -> None:
    answer = alice.get("stream")
    assert answer.mimetype == "text/event-stream"
    assert answer.headers["X-Accel-Buffering"] == "no"
    assert "no-transform" in answer.headers["Cache-Control"]
    answer.close()
