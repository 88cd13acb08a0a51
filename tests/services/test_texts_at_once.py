"""Texts, receipts, requests and deletion at the same moment: whoever is first, nobody waits for each other for ever."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.texting import PHONE, Texting, a_texting
from webhook.services import handoffs, inbound, receipts, texts
from webhook.services.context import Context
from webhook.services.numbers import index
from webhook.store import conversations
from webhook.store import texts as store

ROUNDS = 6
WAIT = 20.0
"""Seconds after which two that wait for each other have failed the test."""


@pytest.fixture
def texting(ctx: Context, clock) -> Iterator[Texting]:
    with a_texting(ctx, clock) as running:
        yield running


def at_once(*works: Callable[[], object]) -> None:
    """Start all at the same moment; the first exception of any rises here."""
    start = threading.Barrier(len(works))

    def begin(work: Callable[[], object]) -> None:
        start.wait(WAIT)
        work()

    with ThreadPoolExecutor(len(works)) as pool:
        for done in [pool.submit(begin, work) for work in works]:
            done.result(WAIT)


def text(texting: Texting, body: str) -> Callable[[], object]:
    sid = texting.forms.text(PHONE, body)["MessageSid"]
    return lambda: inbound.take(texting.ctx, inbound.Arrived(sid, PHONE, body))


def receipt(texting: Texting, place: int, status: str, error: int | None = None) -> Callable[[], object]:
    message = texting.twilio.messages[place]
    text_id = texting.forms.path_of(message).rpartition("/")[2]
    return lambda: receipts.take(texting.ctx, text_id, receipts.Receipt(message.sid, status, error))


@pytest.mark.parametrize("error", [None, 30001, 21610])
def test_receipts_and_answers_may_come_while_the_conversation_is_deleted(
    texting: Texting, clock, error: int | None
) -> None:
    for _ in range(ROUNDS):
        clock.pass_(hours=25)
        texting.says(PHONE, "START")
        person = texting.talks()
        texting.writes(person, "hello")
        texting.work()
        last = len(texting.twilio.messages) - 1
        at_once(
            receipt(texting, last, "undelivered" if error else "delivered", error),
            receipt(texting, last - 1, "delivered"),
            text(texting, "one more"),
            lambda person=person: handoffs.delete(texting.ctx, person.visit),
        )
        assert texting.rows()["handoffs"] == texting.rows()["texts"] == 0


def test_answers_may_come_while_the_same_number_is_typed_elsewhere_and_texts_go_out(
    texting: Texting, clock
) -> None:
    for _ in range(ROUNDS):
        clock.pass_(hours=25)
        texting.says(PHONE, "START")
        person = texting.asks()
        at_once(
            text(texting, "yes"),
            text(texting, "I want to kill myself"),
            texting.asks,
            lambda person=person: handoffs.withdraw(texting.ctx, person.visit, "withdraw", 0),
        )
        for asked in texting.people:
            handoffs.delete(texting.ctx, asked.visit)
        texting.people.clear()


@pytest.mark.postgres
def test_a_text_waits_for_its_conversation_before_it_holds_its_phone(texting: Texting) -> None:
    if texting.ctx.db.sqlite:
        return  # one writer at a time there: nothing to wait for
    person = texting.talks()
    seq = texting.writes(person, "hello")
    texting.work()
    with ThreadPoolExecutor(2) as pool:
        with texting.ctx.db.transaction() as session:
            conversations.locked(session, person.conversation())
            waiting = [
                pool.submit(text(texting, "one more")),
                pool.submit(receipt(texting, len(texting.twilio.messages) - 1, "delivered")),
            ]
            assert not any(held.done() for held in waiting)
            # Either would deadlock here, had it taken the phone or the text before the conversation.
            store.hold_phone(session, index(texting.ctx, PHONE))
            texts.queue_service_text(
                session, texting.ctx, texting.handoff(person), "closed", texting.ctx.clock()
            )
        for held in waiting:
            held.result(WAIT)
    assert texting.heard(person)[-1] == "one more"
    assert texting.deliveries(person, seq)[-1][0] == "delivered"
