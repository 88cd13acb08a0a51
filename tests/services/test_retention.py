"""Forgetting: on time, whole, and with the counts kept."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from tests.people import a_desk, a_partner, a_person
from webhook.services import retention
from webhook.services.context import Context
from webhook.store import conversations
from webhook.store.tables import Conversation, ConversationKey, DailyCount, Event, Handoff


def everything(ctx: Context, table: type) -> list:
    with ctx.db.reading() as session:
        return list(session.scalars(select(table)))


def test_a_talk_with_the_bot_alone_is_gone_after_a_day(ctx: Context, clock) -> None:
    person = a_person(ctx, a_partner(ctx)[0])
    person.say("hello")
    clock.pass_(hours=23)
    assert retention.purge(ctx) == 0
    clock.pass_(hours=2)
    assert retention.purge(ctx) == 1
    for table in (Conversation, ConversationKey, Event):
        assert everything(ctx, table) == []
    assert everything(ctx, DailyCount)


def test_a_talk_with_a_person_is_kept_thirty_days(ctx: Context, clock) -> None:
    a_desk(ctx)
    person = a_person(ctx, a_partner(ctx)[0])
    person.ask_for_chat()
    clock.pass_(days=29)
    assert retention.purge(ctx) == 0
    clock.pass_(days=2)
    assert retention.purge(ctx) == 1
    assert everything(ctx, Handoff) == []


def test_who_has_come_back_in_the_meantime_is_kept(ctx: Context, clock) -> None:
    person = a_person(ctx, a_partner(ctx)[0])
    person.say("hello")
    before = clock()
    clock.pass_(hours=1)
    person.say("hello again")
    with ctx.db.transaction() as session:
        assert not conversations.shred_if_idle(session, person.conversation(), before + timedelta(minutes=1))
    assert everything(ctx, Event)


def test_no_word_and_no_key_is_left_in_any_file_after_deletion(ctx: Context, clock, tmp_path: Path) -> None:
    if not ctx.db.sqlite:
        return  # there only the destroyed key deletes (trust.md, section 6)
    person = a_person(ctx, a_partner(ctx)[0])
    person.say("hello")
    wrapped = everything(ctx, ConversationKey)[0].wrapped
    clock.pass_(hours=25)
    retention.purge(ctx)
    assert wrapped not in b"".join(path.read_bytes() for path in tmp_path.glob("turnpoint.db*"))


def test_purging_again_changes_nothing(ctx: Context, clock) -> None:
    a_person(ctx, a_partner(ctx)[0]).say("hello")
    clock.pass_(hours=25)
    assert [retention.purge(ctx), retention.purge(ctx)] == [1, 0]
