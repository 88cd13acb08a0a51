"""Handoffs by live chat: approved, queued, won once, talked, ended."""

import threading

import pytest

from tests.people import Person, a_desk, a_partner, a_person, a_worker, new_id
from webhook.domain.errors import (
    AlreadyTaken,
    ChannelUnavailable,
    IllegalMove,
    NotFound,
    Refused,
    StaleEpoch,
    TooMany,
)
from webhook.services import deeds, desk, handoffs
from webhook.services.context import Context
from webhook.store.tables import ConversationKey

ROUNDS = 25
RACERS = 6


@pytest.fixture
def partner(ctx: Context):
    return a_partner(ctx)[0]


@pytest.fixture
def worker(ctx: Context):
    return a_worker(ctx, a_desk(ctx))


@pytest.fixture
def person(ctx: Context, partner, worker) -> Person:
    return a_person(ctx, partner)


def take(ctx: Context, worker) -> dict:
    return desk.accept(ctx, worker, desk.queue(ctx, worker)[0]["id"])


def test_both_write_and_both_read_the_same(person: Person, ctx: Context, worker) -> None:
    person.ask_for_chat()
    conversation = take(ctx, worker)["conversation"]
    person.say("hello person")
    own = new_id()
    desk.write(ctx, worker, conversation, own, "hello visitor")
    seen = person.reads()["events"]
    assert [e["text"] for e in seen if e["kind"] == "message"] == ["hello person", "hello visitor"]
    told = desk.events(ctx, worker, conversation, 0)["events"]
    assert told[-1].pop("client_id") == own
    assert told == seen


def test_staff_read_the_talk_with_the_bot_only_where_the_visitor_agreed(
    ctx: Context, partner, worker
) -> None:
    for share in (True, False):
        person = a_person(ctx, partner)
        person.say("words for the bot")
        person.ask_for_chat(share=share)
        conversation = take(ctx, worker)["conversation"]
        texts = [event.get("text") for event in desk.events(ctx, worker, conversation, 0)["events"]]
        assert ("words for the bot" in texts) is share


def test_no_text_is_seen_before_acceptance(person: Person, ctx: Context, worker) -> None:
    person.say("private words")
    person.ask_for_chat()
    assert "private words" not in str(desk.queue(ctx, worker))
    with pytest.raises(NotFound):
        desk.events(ctx, worker, person.conversation(), 0)


def test_after_giving_back_staff_read_no_further(person: Person, ctx: Context, worker, clock) -> None:
    person.ask_for_chat()
    conversation = take(ctx, worker)["conversation"]
    desk.write(ctx, worker, conversation, new_id(), "I give you back now")
    desk.give_back(ctx, worker, conversation)
    clock.pass_(seconds=1)
    person.say("words for the bot alone")
    texts = [event.get("text") for event in desk.events(ctx, worker, conversation, 0)["events"]]
    assert "I give you back now" in texts
    assert "words for the bot alone" not in texts


def test_another_desk_sees_and_takes_nothing(person: Person, ctx: Context, worker) -> None:
    stranger = a_worker(ctx, a_desk(ctx, "other", channels=[]), "eve")
    person.ask_for_chat()
    handoff = desk.queue(ctx, worker)[0]["id"]
    assert desk.queue(ctx, stranger) == []
    with pytest.raises(NotFound):
        desk.accept(ctx, stranger, handoff)
    take(ctx, worker)
    with pytest.raises(NotFound):
        desk.write(ctx, stranger, person.conversation(), new_id(), "hello")


def test_of_many_who_accept_at_once_exactly_one_wins(ctx: Context, partner, worker) -> None:
    staff = [worker, *(a_worker(ctx, worker.desk_id, f"w{number}") for number in range(RACERS - 1))]
    for _ in range(ROUNDS):
        person = a_person(ctx, partner)
        person.ask_for_chat()
        handoff = desk.queue(ctx, worker)[0]["id"]
        outcomes: list[str] = []
        start = threading.Barrier(RACERS)

        def race(one, handoff=handoff, start=start, outcomes=outcomes) -> None:
            start.wait()
            try:
                desk.accept(ctx, one, handoff)
                outcomes.append("won")
            except AlreadyTaken:
                outcomes.append("lost")

        threads = [threading.Thread(target=race, args=(one,)) for one in staff]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["lost"] * (RACERS - 1) + ["won"]


def test_the_queue_serves_urgent_first_and_then_first_come(ctx: Context, partner, worker, clock, bot) -> None:
    for topic in ("control.greet", "own.wants_to_stop", "victim.sextortion", "control.greet"):
        person = a_person(ctx, partner)
        bot.topic = topic
        person.say("hello")
        person.press("handoff.chat")
        clock.pass_(seconds=10)
        person.ask_for_chat()
    waiting = desk.queue(ctx, worker)
    assert [row["topic"] for row in waiting] == ["victim.sextortion", "own.wants_to_stop", None, None]
    assert waiting[2]["waiting_since"] < waiting[3]["waiting_since"]


def test_a_repeated_approval_opens_one_handoff(person: Person, ctx: Context, worker) -> None:
    client_id = new_id()
    first = person.ask_for_chat(client_id=client_id)
    assert person.ask_for_chat(client_id=client_id) == first
    assert len(desk.queue(ctx, worker)) == 1


def test_a_second_approval_while_waiting_is_refused(person: Person) -> None:
    person.ask_for_chat()
    with pytest.raises(IllegalMove):
        person.ask_for_chat()


def test_who_withdraws_is_back_with_the_bot_and_out_of_the_queue(
    person: Person, ctx: Context, worker
) -> None:
    person.ask_for_chat()
    answer = handoffs.withdraw(ctx, person.visit, new_id(), 0)
    assert (answer["state"], answer["owner"]) == ("talking", "bot")
    assert desk.queue(ctx, worker) == []
    assert person.ask_for_chat()["state"] == "waiting"


def test_when_nobody_comes_the_visitor_is_told_and_gets_other_ways(
    person: Person, ctx: Context, worker, clock
) -> None:
    person.ask_for_chat()
    clock.pass_(minutes=9)
    deeds.keep_deadlines(ctx)
    assert person.reads()["state"] == "waiting"
    clock.pass_(minutes=2)
    deeds.keep_deadlines(ctx)
    answer = person.reads()
    assert (answer["state"], answer["owner"]) == ("talking", "bot")
    assert [event for event in answer["events"] if event.get("notice") == "no_one_free_chat"]
    assert [
        card for event in answer["events"] for card in event.get("cards", ()) if card["kind"] == "helplines"
    ]
    assert desk.queue(ctx, worker) == []


def test_a_talk_that_has_fallen_silent_goes_back_to_the_bot(
    person: Person, ctx: Context, worker, clock
) -> None:
    person.ask_for_chat()
    conversation = take(ctx, worker)["conversation"]
    clock.pass_(minutes=50)
    desk.write(ctx, worker, conversation, new_id(), "still here")
    clock.pass_(minutes=50)
    deeds.keep_deadlines(ctx)
    assert person.reads()["state"] == "with_person"
    clock.pass_(minutes=15)
    deeds.keep_deadlines(ctx)
    answer = person.reads()
    assert (answer["state"], answer["owner"]) == ("talking", "bot")
    assert [event for event in answer["events"] if event.get("notice") == "person_left"]


def test_one_handoff_that_cannot_be_moved_does_not_stop_the_others(
    ctx: Context, partner, worker, clock
) -> None:
    broken, fine = a_person(ctx, partner), a_person(ctx, partner)
    broken.ask_for_chat()
    fine.ask_for_chat()
    with ctx.db.transaction() as session:
        session.get_one(ConversationKey, broken.conversation()).master_version = 99
    clock.pass_(minutes=11)
    deeds.keep_deadlines(ctx)
    assert fine.reads()["state"] == "talking"


def test_what_is_passed_on_is_what_the_card_said(person: Person, ctx: Context, worker, bot) -> None:
    person.press("handoff.chat")
    bot.topic = "own.has_viewed"
    person.say("something more private")
    person.ask_for_chat(share=False)
    assert desk.queue(ctx, worker)[0]["topic"] is None


def test_deleting_twice_at_once_is_no_error(ctx: Context, partner, worker, bot) -> None:
    for _ in range(8):
        person = a_person(ctx, partner)
        person.say("hello")
        failures = at_once(*[lambda person=person: handoffs.delete(ctx, person.visit)] * 2)
        assert failures == []


def test_deleting_while_the_bot_answers_is_no_error(ctx: Context, partner, worker) -> None:
    for _ in range(8):
        person = a_person(ctx, partner)
        person.say("hello")
        failures = at_once(lambda p=person: p.say("more"), lambda p=person: handoffs.delete(ctx, p.visit))
        assert [failure for failure in failures if not isinstance(failure, Refused)] == []


def at_once(*acts) -> list[Exception]:
    """Do all of it at the same moment; returns what was raised."""
    failures: list[Exception] = []
    start = threading.Barrier(len(acts))

    def run(act) -> None:
        start.wait()
        try:
            act()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def test_a_visitor_may_type_three_numbers_and_no_more(person: Person, ctx: Context) -> None:
    for last in range(3):
        person.ask_for_texts(f"07400 12345{last}")
        handoffs.withdraw(ctx, person.visit, new_id(), 0)
    with pytest.raises(TooMany):
        person.ask_for_texts("07400 123459")


def test_accepting_what_has_just_timed_out_is_refused(person: Person, ctx: Context, worker, clock) -> None:
    person.ask_for_chat()
    handoff = desk.queue(ctx, worker)[0]["id"]
    clock.pass_(minutes=11)
    deeds.keep_deadlines(ctx)
    with pytest.raises(AlreadyTaken):
        desk.accept(ctx, worker, handoff)


def test_after_staff_close_nothing_can_be_written_by_either(person: Person, ctx: Context, worker) -> None:
    person.ask_for_chat()
    conversation = take(ctx, worker)["conversation"]
    desk.close(ctx, worker, conversation)
    assert person.reads()["state"] == "closed"
    with pytest.raises(StaleEpoch):
        desk.write(ctx, worker, conversation, new_id(), "one more thing")


def test_when_the_visitor_leaves_staff_see_it(person: Person, ctx: Context, worker) -> None:
    person.ask_for_chat()
    conversation = take(ctx, worker)["conversation"]
    handoffs.leave(ctx, person.visit, new_id(), 0)
    assert desk.mine(ctx, worker) == []
    assert desk.events(ctx, worker, conversation, 0)["state"] == "left"


def test_when_a_conversation_is_deleted_the_bot_forgets_it_too(person: Person, ctx: Context, bot) -> None:
    person.say("hello")
    handoffs.delete(ctx, person.visit)
    deeds.work(ctx)
    assert bot.forgotten == [bot.asked[0].sender]


def test_a_deleted_conversation_can_be_read_by_nobody(person: Person, ctx: Context, worker) -> None:
    person.say("words")
    person.ask_for_chat()
    conversation = take(ctx, worker)["conversation"]
    handoffs.delete(ctx, person.visit)
    with pytest.raises(NotFound):
        desk.events(ctx, worker, conversation, 0)
    assert person.reads()["events"] == []


def test_a_staff_message_sent_twice_is_written_once(person: Person, ctx: Context, worker) -> None:
    person.ask_for_chat()
    conversation = take(ctx, worker)["conversation"]
    client_id = new_id()
    first = desk.write(ctx, worker, conversation, client_id, "hello")
    assert desk.write(ctx, worker, conversation, client_id, "hello") == first
    assert [e["text"] for e in person.reads()["events"] if e["kind"] == "message"] == ["hello"]


def test_without_a_desk_the_visitor_is_told_and_gets_helplines(ctx: Context, partner) -> None:
    person = a_person(ctx, partner)
    answer = person.press("handoff.chat")
    assert [event for event in answer["events"] if event.get("notice") == "no_desk"]
    assert [
        card for event in answer["events"] for card in event.get("cards", ()) if card["kind"] == "helplines"
    ]
    with pytest.raises(ChannelUnavailable):
        person.ask_for_chat()
