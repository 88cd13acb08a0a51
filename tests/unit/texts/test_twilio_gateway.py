"""Twilio's own client against a stand-in that listens: what each failure means, and that nothing is logged."""

import logging
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import structlog

from tests.standins.twilio import ACCOUNT, TIMEOUT, Message, Twilio
from webhook.gateways.errors import Failed, Permanent, Temporary, Unknown
from webhook.gateways.sms import Account, Draft, TwilioSms

PUBLIC = "https://turnpoint.example"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DRAFT = Draft("a1b2", "+447400123456", "Nobody should log these words.", NOW, 900)
NOBODY: frozenset[str] = frozenset()


@pytest.fixture
def twilio() -> Iterator[Twilio]:
    with Twilio(lambda: NOW) as running:
        yield running


@pytest.fixture
def sms(twilio: Twilio) -> TwilioSms:
    return twilio.client(PUBLIC)


def test_a_text_carries_our_own_id_to_the_callback_and_a_time_until_which_it_is_worth_sending(
    sms: TwilioSms, twilio: Twilio
) -> None:
    sent = sms.send(DRAFT)
    [message] = twilio.messages
    assert (sent.sid, sent.status, sent.error) == (message.sid, "queued", None)
    assert message.form == {
        "To": DRAFT.to,
        "From": ACCOUNT.sender,
        "Body": DRAFT.body,
        "ValidityPeriod": "900",
        "StatusCallback": "https://turnpoint.example/v1/twilio/status/a1b2#rc=5&rp=all",
    }


def test_a_messaging_service_sends_in_its_own_name(twilio: Twilio) -> None:
    account = Account(ACCOUNT.sid, ACCOUNT.token, "MG" + "1" * 32)
    TwilioSms(account, PUBLIC, twilio.base, TIMEOUT).send(DRAFT)
    assert twilio.messages[0].form["MessagingServiceSid"] == account.sender
    assert "From" not in twilio.messages[0].form


@pytest.mark.parametrize(
    ("answer", "failure", "code"),
    [
        (500, Temporary, "500"),
        (503, Temporary, "503"),
        (429, Temporary, "20429"),
        (21211, Permanent, "21211"),
        (21408, Permanent, "21408"),
        (21610, Permanent, "21610"),
        (21614, Permanent, "21614"),
        (404, Permanent, "404"),
        ("taken", Unknown, "ReadTimeout"),
        ("lost", Unknown, "ReadTimeout"),
        ("reset", Unknown, "ConnectionError"),
    ],
)
def test_each_failure_says_whether_the_text_can_have_gone_out(
    sms: TwilioSms, twilio: Twilio, answer: int | str, failure: type[Failed], code: str
) -> None:
    twilio.answers.append(answer)
    with pytest.raises(failure) as raised:
        sms.send(DRAFT)
    assert raised.value.code == code
    assert raised.value.__cause__ is None
    assert len(twilio.calls) == 1  # never repeated by the client itself


def test_a_wrong_token_is_tried_again_because_it_is_not_the_text_that_is_wrong(twilio: Twilio) -> None:
    with pytest.raises(Temporary):
        TwilioSms(Account(ACCOUNT.sid, "old-token", ACCOUNT.sender), PUBLIC, twilio.base, TIMEOUT).send(DRAFT)


def test_a_refused_connection_is_temporary() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{probe.getsockname()[1]}"
        with pytest.raises(Temporary, match="unreachable"):
            TwilioSms(ACCOUNT, PUBLIC, closed, TIMEOUT).send(DRAFT)


def test_a_text_whose_answer_was_lost_is_found(sms: TwilioSms, twilio: Twilio) -> None:
    twilio.answers.append("taken")
    with pytest.raises(Unknown):
        sms.send(DRAFT)
    found = sms.find(DRAFT, NOBODY)
    assert found is not None
    assert found.sid == twilio.messages[0].sid


def message(**other: object) -> Message:
    return Message(
        **{"to": DRAFT.to, "body": DRAFT.body, "callback": "", "created": NOW, "form": {}, **other}
    )


@pytest.mark.parametrize(
    "other",
    [{"body": "Other words."}, {"to": "+447400999999"}, {"created": NOW - timedelta(minutes=5)}],
    ids=["words", "phone", "time"],
)
def test_another_text_is_not_taken_for_it(sms: TwilioSms, twilio: Twilio, other: dict[str, object]) -> None:
    twilio.messages.append(message(**other))
    assert sms.find(DRAFT, NOBODY) is None


def test_a_text_that_belongs_to_another_row_is_not_taken_for_it(sms: TwilioSms, twilio: Twilio) -> None:
    twilio.messages += [message(), message()]
    first = sms.find(DRAFT, NOBODY)
    assert first is not None
    second = sms.find(DRAFT, {first.sid})
    assert second is not None
    assert sms.find(DRAFT, {first.sid, second.sid}) is None


def test_a_trial_account_puts_words_of_its_own_before_ours(sms: TwilioSms, twilio: Twilio) -> None:
    twilio.messages.append(message(body=f"Sent from your Twilio trial account - {DRAFT.body}"))
    assert sms.find(DRAFT, NOBODY) is not None


@pytest.mark.parametrize("status", [500, 404, 429])
def test_looking_that_fails_is_temporary(sms: TwilioSms, twilio: Twilio, status: int) -> None:
    twilio.lists.append(status)
    with pytest.raises(Temporary):
        sms.find(DRAFT, NOBODY)


def test_no_warning_of_the_library_below_can_name_an_address(sms: TwilioSms) -> None:
    for name in ("urllib3.connectionpool", "urllib3.util.retry"):
        assert not logging.getLogger(name).isEnabledFor(logging.WARNING)


def test_neither_number_nor_words_reach_a_log_or_an_exception(
    sms: TwilioSms, twilio: Twilio, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said = []
    with structlog.testing.capture_logs() as lines:
        for answer in (201, 500, 21211, "taken", "reset"):
            twilio.answers.append(answer)
            try:
                sms.send(DRAFT)
            except Failed as failure:
                said.append(repr(failure) + repr(failure.args))
            sms.find(DRAFT, NOBODY)
        twilio.lists.append(500)
        with pytest.raises(Temporary):
            sms.find(DRAFT, NOBODY)
    everything = " ".join(
        [*said, *(record.getMessage() for record in caplog.records), str(lines), repr(DRAFT)]
    )
    assert "7400" not in everything
    assert "Nobody" not in everything
    assert ACCOUNT.token not in everything + repr(ACCOUNT)
