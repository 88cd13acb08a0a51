"""The log: no number twice, none left out, no write under an owner who has gone, no row that can be swapped."""

import threading

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select, update

from tests.people import a_desk, a_partner, a_person
from webhook.domain.errors import NotFound, StaleEpoch
from webhook.domain.states import Move
from webhook.services.context import Context
from webhook.store import conversations, log
from webhook.store.crypto import Keyring, phone_index
from webhook.store.log import Entry
from webhook.store.tables import ConversationKey, Event

WRITERS, EACH = 6, 12


@pytest.fixture
def conversation_id(ctx: Context) -> str:
    a_desk(ctx)
    person = a_person(ctx, a_partner(ctx)[0])
    person.press("handoff.person")
    return person.conversation()


def write(ctx: Context, conversation_id: str, text: str) -> int:
    with ctx.db.transaction() as session:
        conversation = conversations.locked(session, conversation_id)
        key = conversations.key_of(session, conversation_id, ctx.keyring)
        return log.append(
            session, conversation, key, Entry("message", "visitor", {"text": text}), ctx.clock()
        )


def test_many_writers_at_once_get_numbers_without_gap_or_double(ctx: Context, conversation_id: str) -> None:
    taken: list[int] = []

    def run(writer: int) -> None:
        taken.extend(write(ctx, conversation_id, f"{writer}-{number}") for number in range(EACH))

    threads = [threading.Thread(target=run, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first = min(taken)
    assert sorted(taken) == list(range(first, first + WRITERS * EACH))
    with ctx.db.reading() as session:
        read = [event.seq for event in log.since(session, conversation_id, first - 1)]
    assert read == sorted(taken)


def test_a_write_under_an_older_epoch_is_dropped(ctx: Context, conversation_id: str) -> None:
    with ctx.db.transaction() as session:
        stale = conversations.by_id(session, conversation_id)
        session.expunge(stale)
    with ctx.db.transaction() as session:
        conversations.move(
            session, conversations.locked(session, conversation_id), Move.REQUEST, "queue", ctx.clock()
        )
    with ctx.db.transaction() as session:
        key = conversations.key_of(session, conversation_id, ctx.keyring)
        late = Entry("message", "bot", {"text": "too late"})
        with pytest.raises(StaleEpoch):
            log.append(session, stale, key, late, ctx.clock())


def test_a_body_moved_to_another_row_does_not_open(ctx: Context, conversation_id: str) -> None:
    write(ctx, conversation_id, "one")
    write(ctx, conversation_id, "two")
    with ctx.db.transaction() as session:
        one, two = log.since(session, conversation_id, 0)[-2:]
        session.execute(update(Event).where(Event.seq == two.seq).values(body=one.body))
    with ctx.db.reading() as session:
        key = conversations.key_of(session, conversation_id, ctx.keyring)
        moved = log.at(session, conversation_id, two.seq)
        with pytest.raises(InvalidTag):
            log.body_of(moved, key)


def test_without_its_key_a_conversation_cannot_be_read(ctx: Context, conversation_id: str) -> None:
    with ctx.db.transaction() as session:
        session.delete(session.get_one(ConversationKey, conversation_id))
    with ctx.db.reading() as session, pytest.raises(NotFound):
        conversations.key_of(session, conversation_id, ctx.keyring)


def test_an_older_master_key_still_opens_and_the_newest_seals(ctx: Context) -> None:
    old, new = bytes(range(32)), bytes(range(32, 64))
    _, wrapped = Keyring({1: old}).new_key("c")
    both = Keyring({1: old, 2: new})
    assert both.unwrap("c", wrapped)
    assert both.new_key("c")[1].master_version == 2
    with pytest.raises(InvalidTag):
        both.unwrap("another", wrapped)


def test_a_number_is_found_by_a_keyed_hash_that_another_key_does_not_give() -> None:
    number = "+447400123456"
    assert phone_index(b"a" * 32, number) == phone_index(b"a" * 32, number)
    assert phone_index(b"a" * 32, number) != phone_index(b"b" * 32, number)


def test_events_are_read_in_order_from_any_place(ctx: Context, conversation_id: str) -> None:
    for number in range(5):
        write(ctx, conversation_id, str(number))
    with ctx.db.reading() as session:
        every = [event.seq for event in session.scalars(select(Event).order_by(Event.seq))]
        assert [event.seq for event in log.since(session, conversation_id, every[2])] == every[3:]
