"""Texts to a phone: sent once whatever happens on the way, seen waiting, and given up in time."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.texting import PHONE, Texting, a_texting
from webhook.content import UnknownKey
from webhook.domain.texts import LONGEST, TextTooLong
from webhook.services import deeds, texts
from webhook.services.context import Context
from webhook.store import handoffs, outbox
from webhook.store import texts as store
from webhook.store.tables import Text

RETRYING = "Not sent yet, trying again"
WAITING = "Waiting to be sent"


@pytest.fixture
def texting(ctx: Context, clock) -> Iterator[Texting]:
    with a_texting(ctx, clock) as running:
        yield running


def of_message(texting: Texting, seq: int) -> str:
    """The id of the text that a message of staff became."""
    with texting.ctx.db.reading() as session:
        return session.scalars(select(Text.id).where(Text.seq == seq, Text.direction == "out")).one()


def later(texting: Texting, clock, times: int = 1) -> None:
    for _ in range(times):
        clock.pass_(minutes=6)
        texting.work()


def test_a_request_sends_one_text_that_asks_the_phone(texting: Texting) -> None:
    person = texting.asks()
    assert texting.twilio.bodies() == [texting.ctx.content.sms("confirm", "en")]
    assert texting.twilio.messages[0].to == PHONE
    assert texting.handoff(person).state == "requested"
    assert "sms_confirm_sent" in texting.notices(person)


def test_what_staff_write_goes_to_the_phone_in_the_order_written(texting: Texting) -> None:
    person = texting.talks()
    for body in ("one", "two", "three"):
        texting.writes(person, body)
    texting.work()
    assert texting.twilio.bodies()[-3:] == ["one", "two", "three"]


def test_with_twilio_answering_500_twice_exactly_one_text_goes_out_and_staff_saw_it_waiting(
    texting: Texting, clock
) -> None:
    person = texting.talks()
    texting.twilio.answers.extend([500, 500])
    seq = texting.writes(person, "hello")
    assert texting.deliveries(person, seq) == [("queued", WAITING)]
    texting.work()
    assert texting.deliveries(person, seq) == [("queued", WAITING), ("queued", RETRYING)]
    later(texting, clock, 3)
    assert texting.twilio.bodies().count("hello") == 1
    assert texting.reports(texting.twilio.messages[-1], "sent").status_code == 204
    assert texting.deliveries(person, seq)[2:] == [("queued", WAITING), ("sent", "Sent")]


@pytest.mark.parametrize("answer", ["taken", "reset"])
def test_a_text_that_was_taken_without_an_answer_is_not_sent_again(
    texting: Texting, clock, answer: str
) -> None:
    person = texting.talks()
    texting.twilio.answers.append(answer)
    seq = texting.writes(person, "hello")
    texting.work()
    assert texting.deliveries(person, seq)[-1] == ("queued", RETRYING)
    later(texting, clock, 3)
    assert texting.twilio.bodies().count("hello") == 1
    texting.reports(texting.twilio.messages[-1], "delivered")
    assert texting.deliveries(person, seq)[-1] == ("delivered", "Delivered")


def test_a_text_that_was_lost_on_the_way_is_sent_again(texting: Texting, clock) -> None:
    person = texting.talks()
    texting.twilio.answers.append("lost")
    texting.writes(person, "hello")
    texting.work()
    later(texting, clock)
    assert texting.twilio.bodies().count("hello") == 1


def test_two_equal_texts_are_both_sent_although_one_answer_was_lost(texting: Texting, clock) -> None:
    person = texting.talks()
    texting.writes(person, "ok")
    texting.work()
    texting.twilio.answers.append("lost")
    texting.writes(person, "ok")
    texting.work()
    later(texting, clock, 2)
    assert texting.twilio.bodies().count("ok") == 2


def test_a_receipt_that_comes_before_the_answer_is_enough(texting: Texting, clock) -> None:
    person = texting.talks()
    texting.twilio.answers.append("taken")
    seq = texting.writes(person, "hello")
    texting.work()
    texting.reports(texting.twilio.messages[-1], "delivered")
    later(texting, clock, 2)
    assert texting.twilio.bodies().count("hello") == 1
    assert texting.deliveries(person, seq)[-1][0] == "delivered"


def test_a_worker_that_dies_while_sending_costs_no_second_text(texting: Texting, clock) -> None:
    person = texting.talks()
    texting.writes(person, "hello")

    class Dies:
        account = texting.ctx.sms.account
        find = texting.ctx.sms.find

        def send(self, draft):
            texting.ctx.sms.send(draft)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deeds.work(replace(texting.ctx, sms=Dies()))
    later(texting, clock, 2)
    assert texting.twilio.bodies().count("hello") == 1


def test_an_earlier_text_that_waits_holds_the_later_ones_back(texting: Texting, clock) -> None:
    person = texting.talks()
    texting.twilio.answers.append(503)
    texting.writes(person, "first")
    clock.pass_(seconds=1)
    texting.writes(person, "second")
    texting.work()
    assert texting.twilio.bodies()[-1] != "second"
    later(texting, clock, 3)
    assert texting.twilio.bodies()[-2:] == ["first", "second"]


def test_what_was_held_back_goes_out_as_soon_as_the_earlier_text_has(texting: Texting, clock) -> None:
    person = texting.talks()
    texting.twilio.answers.extend([500] * 5)
    texting.writes(person, "first")
    clock.pass_(seconds=1)
    texting.writes(person, "second")
    later(texting, clock, 5)
    assert "first" not in texting.twilio.bodies()
    clock.pass_(minutes=8)
    texting.work()
    texting.work()
    assert texting.twilio.bodies()[-2:] == ["first", "second"]


@pytest.mark.parametrize("code", [21211, 21408, 21614])
def test_a_final_refusal_ends_the_attempt_and_staff_read_why(texting: Texting, clock, code: int) -> None:
    person = texting.talks()
    texting.twilio.answers.append(code)
    seq = texting.writes(person, "hello")
    texting.work()
    assert texting.deliveries(person, seq)[-1] == (
        "failed",
        texting.ctx.content.staff("en")[f"sms_error.{code}"],
    )
    sent = texting.twilio.calls.count(f"send {code}")
    later(texting, clock, 3)
    assert texting.twilio.calls.count(f"send {code}") == sent == 1
    assert "hello" not in texting.twilio.bodies()


def test_a_text_that_cannot_go_out_in_two_hours_is_given_up_and_staff_are_told(
    texting: Texting, clock
) -> None:
    person = texting.talks()
    texting.twilio.answers.extend([500] * 100)
    seq = texting.writes(person, "hello")
    texting.work()
    for _ in range(14):
        clock.pass_(minutes=10)
        texting.work()
    assert texting.deliveries(person, seq)[-1][0] == "failed"
    texting.twilio.answers.clear()
    later(texting, clock, 3)
    assert "hello" not in texting.twilio.bodies()


def test_a_text_whose_fate_cannot_be_looked_up_is_given_up_in_two_hours_and_later_ones_go(
    texting: Texting, clock
) -> None:
    person = texting.talks()
    texting.twilio.answers.append("lost")
    texting.twilio.lists.extend([500] * 100)
    seq = texting.writes(person, "hello")
    texting.work()
    clock.pass_(minutes=100)
    texting.writes(person, "later")
    texting.work()
    assert texting.deliveries(person, seq)[-1][0] == "queued"
    for _ in range(3):
        clock.pass_(minutes=10)
        texting.work()
    late = texting.ctx.content.staff("en")["sms_error.late"]
    assert [told for told in texting.deliveries(person, seq) if told[0] == "failed"] == [("failed", late)]
    assert texting.twilio.bodies()[-1] == "later"


def test_what_the_worker_gives_up_holds_nothing_back_and_staff_are_told(texting: Texting, clock) -> None:
    person = texting.talks()
    texting.twilio.answers.append("lost")
    texting.twilio.lists.extend([500] * 100)
    seq = texting.writes(person, "first")
    texting.work()
    clock.pass_(seconds=1)
    texting.writes(person, "second")
    texting.work()
    texts.give_up(texting.ctx, of_message(texting, seq), "made-up")
    assert texting.deliveries(person, seq)[-1][0] == "failed"
    texting.work()
    assert texting.twilio.bodies()[-1] == "second"


def test_what_twilio_has_taken_is_not_given_up(texting: Texting) -> None:
    person = texting.talks()
    seq = texting.writes(person, "hello")
    texting.work()
    texts.give_up(texting.ctx, of_message(texting, seq), "made-up")
    assert texting.deliveries(person, seq) == [("queued", WAITING)]


def test_a_row_that_a_worker_has_claimed_is_not_hurried_on(texting: Texting, clock) -> None:
    person = texting.talks()
    texting.twilio.answers.append(500)
    texting.writes(person, "first")
    clock.pass_(seconds=1)
    texting.writes(person, "second")
    texting.work()
    clock.pass_(minutes=10)
    with texting.ctx.db.transaction() as session:
        claimed = [row.id for row in outbox.claim_due(session, clock(), deeds.CLAIM, ("text",), limit=10)]
    with texting.ctx.db.transaction() as session:
        store.hurry_on(session, person.conversation(), clock())
    with texting.ctx.db.reading() as session:
        rows = [outbox.by_id(session, row_id) for row_id in claimed]
    assert len(rows) == 2
    assert all(row is not None and row.due_at > clock() for row in rows)


@pytest.mark.parametrize("key", ["utter_crisis_suicide", "no_such_text"])
def test_only_texts_written_for_phones_are_ever_sent_to_one(texting: Texting, key: str) -> None:
    person = texting.talks()
    rows = texting.rows()
    handoff = texting.handoff(person)
    with pytest.raises(UnknownKey), texting.ctx.db.transaction() as session:
        texts.queue_service_text(session, texting.ctx, handoff, key, texting.ctx.clock())
    assert texting.rows() == rows


def test_twilio_is_told_how_long_a_text_is_worth_sending(texting: Texting, clock) -> None:
    person = texting.talks()
    assert texting.twilio.messages[0].form["ValidityPeriod"] == "900"
    texting.twilio.answers.append(500)
    texting.writes(person, "hello")
    texting.work()
    later(texting, clock)
    assert texting.twilio.messages[-1].form["ValidityPeriod"] == str(2 * 3600 - 360)


def test_a_first_text_that_cannot_reach_the_phone_gives_the_visitor_another_way_on(texting: Texting) -> None:
    texting.twilio.answers.append(21614)
    person = texting.asks()
    assert texting.handoff(person).state == "fallback"
    assert person.reads()["owner"] == "bot"
    assert texting.notices(person)[-1] == "sms_failed"


def test_a_first_text_that_the_network_drops_gives_the_visitor_another_way_on(texting: Texting) -> None:
    person = texting.asks()
    texting.reports(texting.twilio.messages[0], "undelivered", ErrorCode="30005")
    assert texting.handoff(person).state == "fallback"
    assert texting.notices(person)[-1] == "sms_failed"


def test_a_phone_that_twilio_knows_to_have_stopped_is_remembered_and_the_texting_ends(
    texting: Texting,
) -> None:
    person = texting.talks()
    texting.twilio.answers.append(21610)
    texting.writes(person, "hello")
    texting.work()
    handoff = texting.handoff(person)
    assert handoff.state == "returned_to_bot"
    with texting.ctx.db.reading() as session:
        assert handoffs.opted_out(session, handoff.phone_index or "")


def test_a_full_queue_at_twilio_is_passing_so_the_text_is_sent_again(texting: Texting, clock) -> None:
    person = texting.talks()
    seq = texting.writes(person, "hello")
    texting.work()
    first = texting.twilio.messages[-1]
    texting.reports(first, "undelivered", ErrorCode="30001")
    assert texting.deliveries(person, seq)[-1] == ("queued", RETRYING)
    later(texting, clock)
    second = texting.twilio.messages[-1]
    assert (second.body, second.sid != first.sid) == ("hello", True)
    texting.reports(first, "delivered")
    assert texting.deliveries(person, seq)[-1][0] == "queued"
    texting.reports(second, "delivered")
    assert texting.deliveries(person, seq)[-1] == ("delivered", "Delivered")


def test_a_text_longer_than_one_can_be_is_refused_at_once(texting: Texting) -> None:
    person = texting.talks()
    before = person.reads()["seq"]
    with pytest.raises(TextTooLong):
        texting.writes(person, "a" * (LONGEST + 1))
    assert person.reads()["seq"] == before


def test_a_text_that_is_done_is_not_sent_again_when_its_deed_is_repeated(texting: Texting) -> None:
    person = texting.talks()
    texting.writes(person, "hello")
    texting.work()
    count = len(texting.twilio.messages)
    with texting.ctx.db.reading() as session:
        ids = list(session.scalars(select(Text.id).where(Text.direction == "out")))
    for text_id in ids:
        texts.deliver(texting.ctx, text_id)
    assert len(texting.twilio.messages) == count
