"""Receipts over HTTP: they come late, twice, out of order, and only a rise counts."""

import itertools
from collections.abc import Iterator

import pytest

from tests.texting import INBOUND, PHONE, Texting, a_texting
from webhook.services import desk
from webhook.services.context import Context


@pytest.fixture
def texting(ctx: Context, clock) -> Iterator[Texting]:
    with a_texting(ctx, clock) as running:
        yield running


def test_an_incoming_text_is_answered_at_once_with_nothing_to_say(texting: Texting) -> None:
    answer = texting.says(PHONE, "hello?")
    assert answer.status_code == 200
    assert answer.content_type == "text/xml; charset=utf-8"
    assert answer.text == '<?xml version="1.0" encoding="UTF-8"?><Response/>'


def test_staff_see_a_text_sent_and_then_delivered(texting: Texting) -> None:
    person = texting.talks()
    seq = texting.writes(person, "hello")
    texting.work()
    for status in ("queued", "sending", "sent", "delivered"):
        assert texting.reports(texting.twilio.messages[-1], status).status_code == 204
    assert [status for status, _ in texting.deliveries(person, seq)] == ["queued", "sent", "delivered"]


@pytest.mark.parametrize("order", list(itertools.permutations(("sending", "sent", "delivered"))))
def test_a_late_sent_never_takes_back_a_delivered(texting: Texting, order: tuple[str, ...]) -> None:
    person = texting.talks()
    seq = texting.writes(person, "hello")
    texting.work()
    for status in order:
        texting.reports(texting.twilio.messages[-1], status)
    assert texting.deliveries(person, seq)[-1] == ("delivered", "Delivered")


@pytest.mark.parametrize("times", [1, 100])
def test_a_receipt_that_comes_again_changes_nothing(texting: Texting, times: int) -> None:
    person = texting.talks()
    texting.writes(person, "hello")
    texting.work()
    texting.reports(texting.twilio.messages[-1], "sent")
    rows, log = texting.rows(), person.reads()
    for _ in range(times):
        assert texting.reports(texting.twilio.messages[-1], "sent").status_code == 204
    assert (texting.rows(), person.reads()) == (rows, log)


@pytest.mark.parametrize("code", ["30003", "30004", "30005", "30006", "30007", "30008"])
def test_a_text_that_did_not_arrive_says_why_in_a_sentence(texting: Texting, code: str) -> None:
    person = texting.talks()
    seq = texting.writes(person, "hello")
    texting.work()
    texting.reports(texting.twilio.messages[-1], "undelivered", ErrorCode=code)
    assert texting.deliveries(person, seq)[-1] == (
        "failed",
        texting.ctx.content.staff("en")[f"sms_error.{code}"],
    )
    texting.reports(texting.twilio.messages[-1], "sent")
    assert texting.deliveries(person, seq)[-1][0] == "failed"


def test_a_code_without_a_sentence_has_a_general_one(texting: Texting) -> None:
    person = texting.talks()
    seq = texting.writes(person, "hello")
    texting.work()
    texting.reports(texting.twilio.messages[-1], "failed", ErrorCode="39999")
    assert texting.deliveries(person, seq)[-1] == (
        "failed",
        texting.ctx.content.staff("en")["sms_error.unknown"],
    )


def test_an_unknown_status_is_refused_by_name(texting: Texting) -> None:
    texting.asks()
    rows = texting.rows()
    for word in ("teleported", "", "received", "ready"):
        answer = texting.reports(texting.twilio.messages[0], word)
        assert answer.status_code == 422
        assert answer.json["type"].endswith("/problems/unknown-status")
    assert texting.rows() == rows


def test_a_receipt_for_a_text_that_is_forgotten_changes_nothing(texting: Texting) -> None:
    rows = texting.rows()
    form = texting.forms.receipt("SM" + "0" * 32, "delivered")
    assert texting.post("/v1/twilio/status/" + "f" * 32, form).status_code == 204
    assert texting.rows() == rows


def test_a_receipt_with_another_texts_id_changes_nothing(texting: Texting) -> None:
    person = texting.talks()
    seq = texting.writes(person, "hello")
    texting.work()
    form = texting.forms.receipt("SM" + "0" * 32, "delivered")
    assert texting.post(texting.forms.path_of(texting.twilio.messages[-1]), form).status_code == 204
    assert texting.deliveries(person, seq) == [("queued", "Waiting to be sent")]


def test_an_incoming_text_takes_no_receipts(texting: Texting) -> None:
    person = texting.talks()
    log = person.reads()
    form = texting.forms.text(PHONE, "hello")
    texting.post(INBOUND, form)
    log = person.reads()
    texting.post(
        f"/v1/twilio/status/{form['MessageSid']}", texting.forms.receipt(form["MessageSid"], "failed")
    )
    assert person.reads() == log


def test_a_closed_handoff_ignores_a_late_receipt(texting: Texting) -> None:
    person = texting.talks()
    texting.writes(person, "hello")
    texting.work()
    desk.close(texting.ctx, texting.worker, person.conversation())
    log = person.reads()
    texting.reports(texting.twilio.messages[-1], "delivered")
    assert person.reads() == log
