"""Which handoff a phone's text belongs to, and that an id is taken once."""

from datetime import datetime, timedelta

import pytest

from tests.people import a_desk, a_partner, a_person
from webhook.domain.texts import READY
from webhook.services.context import Context
from webhook.store import texts as store
from webhook.store.session import Session
from webhook.store.tables import Handoff, Text

PHONE = "1" + "0" * 32


def add(session: Session, conversation: str, desk: int, state: str, at: datetime, confirm: str | None) -> str:
    """A handoff by text; `confirm` is the status of its first text, if it has one."""
    name = f"{state}{at.minute}"
    session.add(
        Handoff(
            id=name,
            conversation_id=conversation,
            desk_id=desk,
            channel="sms",
            state=state,
            priority=2,
            share_from=1,
            queued_at=at,
            phone_index=PHONE,
        )
    )
    session.flush()
    if confirm:
        text = Text(
            id=name, handoff_id=name, conversation_id=conversation, direction="out", key="confirm",
            status=confirm, created_at=at,
        )  # fmt: skip
        session.add(text)
        session.flush()
    return name


@pytest.mark.parametrize(
    ("handoffs", "chosen"),
    [
        ([("requested", "sent")], 0),
        ([("requested", READY)], None),
        ([("requested", None)], None),
        ([("requested", "sent"), ("queued", "sent")], 1),
        ([("active", "sent"), ("queued", "sent"), ("requested", "sent")], 0),
        ([("queued", "sent"), ("requested", None), ("active", "read")], 2),
        (
            [("closed", "sent"), ("withdrawn", "sent"), ("returned_to_bot", "sent"), ("fallback", "sent")],
            None,
        ),
        ([("queued", "sent"), ("queued", "sent")], 0),
    ],
)
def test_a_phones_text_belongs_to_the_handoff_that_is_furthest(
    ctx: Context, clock, handoffs: list[tuple[str, str | None]], chosen: int | None
) -> None:
    person = a_person(ctx, a_partner(ctx)[0])
    person.say("hello")
    desk, conversation = a_desk(ctx), person.conversation()
    with ctx.db.transaction() as session:
        made = [
            add(session, conversation, desk, state, clock() + timedelta(minutes=place), confirm)
            for place, (state, confirm) in enumerate(handoffs)
        ]
        found = store.handoff_of_phone(session, PHONE)
        assert (found.id if found else None) == (None if chosen is None else made[chosen])


def test_an_id_is_taken_once_and_free_again_where_its_effect_failed(ctx: Context, clock) -> None:
    sid = "SM" + "0" * 32

    def fails() -> None:
        with ctx.db.transaction() as session:
            assert store.claim(session, sid, clock())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    for expected in (True, False, False):
        with ctx.db.transaction() as session:
            assert store.claim(session, sid, clock()) is expected
