"""The console's API: queue, acceptance, talk, and what is nobody else's business."""

import uuid
from typing import Any

import pytest

from tests.people import Person, a_desk, a_partner, a_person
from tests.routes.colleague import Colleague


@pytest.fixture
def desk(ctx: Any) -> int:
    return a_desk(ctx)


@pytest.fixture
def visitor(ctx: Any, desk: int) -> Person:
    """Somebody who talks with the bot."""
    person = a_person(ctx, a_partner(ctx)[0])
    person.say("A sentence for the bot.")
    return person


@pytest.fixture
def alice(app: Any, ctx: Any, desk: int) -> Colleague:
    return Colleague(app, ctx, "alice", desk)


@pytest.fixture
def bob(app: Any, ctx: Any, desk: int) -> Colleague:
    return Colleague(app, ctx, "bob", desk)


def queue_of(colleague: Colleague) -> list[dict[str, Any]]:
    queue: list[dict[str, Any]] = colleague.get("snapshot").json["queue"]
    return queue


def test_the_queue_tells_facts_and_no_words(alice: Colleague, visitor: Person) -> None:
    visitor.ask_for_chat()
    answer = alice.get("snapshot")
    (row,) = answer.json["queue"]
    assert (row["channel"], row["language"], row["country"], row["state"]) == ("chat", "en", "GB", "queued")
    assert "A sentence for the bot" not in answer.text


def test_whoever_accepts_reads_what_the_visitor_passed_on(alice: Colleague, visitor: Person) -> None:
    visitor.ask_for_chat(share=True)
    conversation = alice.accept()
    assert "A sentence for the bot." in [event.get("text") for event in alice.events(conversation)]


def test_the_talk_with_the_bot_stays_private_where_it_was_not_passed_on(
    alice: Colleague, visitor: Person
) -> None:
    visitor.ask_for_chat(share=False)
    conversation = alice.accept()
    visitor.say("Now to the person.")
    said = [event.get("text") for event in alice.events(conversation)]
    assert "A sentence for the bot." not in said
    assert "Now to the person." in said


def test_nobody_reads_before_accepting(alice: Colleague, visitor: Person) -> None:
    visitor.ask_for_chat()
    path = f"conversations/{visitor.conversation()}"
    assert alice.get(f"{path}/events").status_code == 404
    for verb in ("close", "return"):
        assert alice.post(f"{path}/{verb}").status_code == 404
    assert alice.write(visitor.conversation(), "Hello").status_code == 404


def test_one_of_two_who_accept_is_told_that_it_is_taken(
    alice: Colleague, bob: Colleague, visitor: Person
) -> None:
    visitor.ask_for_chat()
    (row,) = queue_of(bob)
    conversation = alice.accept()
    lost = bob.post(f"handoffs/{row['id']}/accept")
    assert lost.status_code == 409
    assert lost.json["type"].endswith("/problems/already-taken")
    assert conversation not in lost.text
    assert "A sentence for the bot" not in lost.text
    assert bob.post("next").json["type"].endswith("/problems/nobody-waits")
    assert bob.get(f"conversations/{conversation}/events").status_code == 404
    assert bob.get("snapshot").json["held"] == []


def test_another_desk_neither_sees_nor_accepts(app: Any, ctx: Any, alice: Colleague, visitor: Person) -> None:
    carol = Colleague(app, ctx, "carol", a_desk(ctx, "other"))
    visitor.ask_for_chat()
    (row,) = queue_of(alice)
    assert queue_of(carol) == []
    foreign = carol.post(f"handoffs/{row['id']}/accept")
    assert foreign.status_code == 404
    assert foreign.data == carol.post(f"handoffs/{uuid.uuid4().hex}/accept").data


def test_both_write_and_read(alice: Colleague, visitor: Person) -> None:
    visitor.ask_for_chat()
    conversation = alice.accept()
    assert alice.write(conversation, "Hello, I am here.").status_code == 200
    visitor.say("Thank you.")
    said = [
        (event["from"], event["text"]) for event in alice.events(conversation) if event["kind"] == "message"
    ]
    assert said[-2:] == [("staff", "Hello, I am here."), ("visitor", "Thank you.")]
    assert "Hello, I am here." in [event.get("text") for event in visitor.reads()["events"]]


def test_a_repeated_client_id_writes_once(alice: Colleague, visitor: Person) -> None:
    visitor.ask_for_chat()
    conversation, client_id = alice.accept(), str(uuid.uuid4())
    first = alice.write(conversation, "Once.", client_id)
    again = alice.write(conversation, "Once.", client_id)
    assert first.json == again.json
    assert [event.get("text") for event in alice.events(conversation)].count("Once.") == 1


@pytest.mark.parametrize("verb", ["close", "return"])
def test_after_the_end_nothing_can_be_written(alice: Colleague, visitor: Person, verb: str) -> None:
    visitor.ask_for_chat()
    conversation = alice.accept()
    answer = alice.post(f"conversations/{conversation}/{verb}")
    assert answer.json["held"] == []
    assert alice.write(conversation, "One more thing.").status_code in (404, 409)
    assert alice.post(f"conversations/{conversation}/{verb}").status_code in (404, 409)


def test_what_a_visitor_tells_the_bot_afterwards_is_not_shown(alice: Colleague, visitor: Person) -> None:
    visitor.ask_for_chat()
    conversation = alice.accept()
    alice.post(f"conversations/{conversation}/return")
    visitor.say("Only for the bot.")
    answer = alice.get(f"conversations/{conversation}/events")
    assert "Only for the bot." not in answer.text


def test_a_deleted_conversation_is_not_found(ctx: Any, alice: Colleague, visitor: Person) -> None:
    from webhook.services import handoffs

    visitor.ask_for_chat()
    conversation = alice.accept()
    handoffs.delete(ctx, visitor.visit)
    assert alice.get(f"conversations/{conversation}/events").status_code == 404
    assert alice.write(conversation, "Hello?").status_code == 404
    assert alice.get("snapshot").json["held"] == []


def test_a_number_is_seen_by_its_last_two_digits_only(alice: Colleague, visitor: Person) -> None:
    visitor.ask_for_texts("07400 123456")
    answer = alice.get("snapshot")
    (row,) = answer.json["queue"]
    assert row["state"] == "requested"
    assert "123456" not in answer.text
    assert alice.post("next").status_code == 409


def test_a_call_without_the_token_changes_nothing(alice: Colleague, visitor: Person) -> None:
    visitor.ask_for_chat()
    alice.token = ""
    answer = alice.post("next")
    assert answer.status_code == 400
    assert answer.json["type"].endswith("/problems/form-expired")
    assert len(queue_of(alice)) == 1


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}]
)
def test_a_call_from_another_site_changes_nothing(
    alice: Colleague, visitor: Person, headers: dict[str, str]
) -> None:
    visitor.ask_for_chat()
    site = headers.get("Sec-Fetch-Site", "cross-site")
    answer = alice.post("next", None, **{**headers, "Sec-Fetch-Site": site})
    assert answer.status_code == 403
    assert len(queue_of(alice)) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"client_id": "x", "text": "a"},
        {"client_id": str(uuid.uuid4()), "text": ""},
        {"client_id": str(uuid.uuid4()), "text": "   "},
        {"client_id": str(uuid.uuid4()), "text": "a\0b"},
        {"client_id": str(uuid.uuid4()), "text": 7},
        {"client_id": str(uuid.uuid4()), "text": "a", "staff_id": 1},
        {"text": "a"},
        [],
    ],
)
def test_a_body_of_another_shape_is_refused(alice: Colleague, visitor: Person, body: Any) -> None:
    visitor.ask_for_chat()
    conversation = alice.accept()
    answer = alice.post(f"conversations/{conversation}/messages", body)
    assert answer.status_code == 400
    assert answer.json["type"].endswith("/problems/body-invalid")


def test_only_json_is_taken(alice: Colleague) -> None:
    headers = {"X-CSRFToken": alice.token, "Content-Type": "text/plain"}
    assert alice.client.post("/console/api/next", data="{}", headers=headers).status_code == 400


def test_a_text_that_is_too_long_is_refused(alice: Colleague, visitor: Person) -> None:
    visitor.ask_for_chat()
    assert alice.write(alice.accept(), "a" * 2001).status_code == 413
