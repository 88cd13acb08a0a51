"""What a phone gets at most, and what is kept of it: no word, no number, and nothing for long."""

import logging
from collections.abc import Iterator

import pytest
import structlog

from tests.people import a_person
from tests.texting import PHONE, Texting, a_texting
from webhook.services import handoffs as handoff_services
from webhook.services import texts
from webhook.services.context import Context
from webhook.store import handoffs
from webhook.store import texts as store
from webhook.store.tables import Table


@pytest.fixture
def texting(ctx: Context, clock) -> Iterator[Texting]:
    with a_texting(ctx, clock) as running:
        yield running


def later(texting: Texting, clock, times: int = 1) -> None:
    for _ in range(times):
        clock.pass_(minutes=6)
        texting.work()


def test_who_types_the_number_of_a_phone_that_said_stop_learns_no_more_than_of_a_dead_one(
    texting: Texting,
) -> None:
    stopped, dead = texting.asks("+447400111111"), texting.asks("+447400222222")
    texting.reports(texting.twilio.messages[0], "undelivered", ErrorCode="21610")
    texting.reports(texting.twilio.messages[1], "undelivered", ErrorCode="30005")

    def heard(person):
        return [
            {**event, "at": 0} for event in person.reads()["events"] if "ending" not in str(event.get("text"))
        ]

    assert heard(stopped) == heard(dead)
    with texting.ctx.db.reading() as session:
        assert handoffs.opted_out(session, texting.handoff(stopped).phone_index or "")
        assert not handoffs.opted_out(session, texting.handoff(dead).phone_index or "")


def test_one_phone_gets_three_first_texts_a_day_whoever_types_its_number(texting: Texting, clock) -> None:
    for _ in range(6):
        person = texting.asks()
        assert "sms_confirm_sent" in texting.notices(person)
        handoff_services.delete(texting.ctx, person.visit)
        clock.pass_(minutes=30)
    assert len(texting.twilio.messages) == texts.CONFIRMS_A_DAY
    clock.pass_(hours=22)
    texting.asks()
    assert len(texting.twilio.messages) == texts.CONFIRMS_A_DAY + 1


def test_a_phone_that_is_in_a_handoff_gets_no_first_text_and_the_visitor_hears_the_same(
    texting: Texting,
) -> None:
    one = texting.asks()
    other = texting.asks()
    assert len(texting.twilio.messages) == 1

    def heard(person):
        return [{**event, "at": None} for event in person.reads()["events"]]

    assert heard(one) == heard(other)


def test_a_number_that_somebody_else_typed_gets_none_of_the_phones_texts(texting: Texting) -> None:
    owner = texting.talks()
    stranger = texting.asks()
    texting.says(PHONE, "words for my helpline")
    assert texting.heard(owner) == ["YES", "words for my helpline"]
    assert texting.heard(stranger) == []
    assert texting.handoff(stranger).state == "requested"


def test_a_first_text_that_waits_is_not_sent_once_the_visitor_has_withdrawn(texting: Texting, clock) -> None:
    texting.twilio.answers.append(500)
    person = texting.asks()
    handoff_services.withdraw(texting.ctx, person.visit, "withdraw", 0)
    later(texting, clock, 2)
    assert texting.twilio.messages == []


def test_a_deleted_conversation_takes_its_unsent_texts_with_it(texting: Texting, clock) -> None:
    texting.twilio.answers.append(500)
    person = texting.asks()
    handoff_services.delete(texting.ctx, person.visit)
    later(texting, clock, 2)
    assert texting.twilio.messages == []


def test_no_number_and_no_word_reaches_a_log(
    texting: Texting, clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as lines:
        person = texting.talks()
        texting.twilio.answers.extend([500, "taken", 21211])
        for body in ("marked-words one", "marked-words two", "marked-words three"):
            texting.writes(person, body)
        later(texting, clock, 6)
        texting.says(PHONE, "marked-words from the phone")
        texting.says(PHONE, "marked-words STOP")
        texting.says("+447400999999", "marked-words of a stranger")
        later(texting, clock)
    everything = str(lines) + " ".join(record.getMessage() for record in caplog.records)
    for secret in ("marked-words", "7400", texting.forms.account.token):
        assert secret not in everything


def test_nothing_readable_is_stored(texting: Texting) -> None:
    person = texting.talks()
    texting.writes(person, "marked-words")
    texting.says(PHONE, "marked-answer")
    texting.says("+447400999999", "HELP")
    texting.work()
    with texting.ctx.db.reading() as session:
        rows = [
            tuple(row) for table in Table.metadata.sorted_tables for row in session.execute(table.select())
        ]
    files = [path.read_bytes() for path in texting.ctx.settings.home.glob("turnpoint.db*")]
    stored = repr(rows) + repr(files)
    for secret in ("marked-words", "marked-answer", "7400123456", "7400999999"):
        assert secret not in stored


def test_what_is_kept_of_a_phone_is_forgotten_in_time(texting: Texting, clock) -> None:
    texting.says(PHONE, "hello?")
    texting.work()
    for hours, left in ((23, (1, 1, 1)), (2, (0, 0, 1)), (30 * 24, (0, 0, 0))):
        clock.pass_(hours=hours)
        with texting.ctx.db.transaction() as session:
            store.forget(session, clock())
        rows = texting.rows()
        assert (rows["stray_texts"], rows["phone_uses"], rows["received_texts"]) == left


def test_a_visitor_elsewhere_is_not_touched_by_any_of_it(texting: Texting) -> None:
    bystander = a_person(texting.ctx, texting.partner)
    bystander.say("hello")
    before = bystander.reads()
    texting.talks()
    texting.says(PHONE, "STOP")
    assert bystander.reads() == before
