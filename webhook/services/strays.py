"""Answers to a phone outside any conversation: STOP, START, HELP, and that there is no open chat. Few of each a day."""

import uuid
from datetime import datetime

from webhook.domain.keywords import Keyword
from webhook.domain.texts import READY
from webhook.services import numbers
from webhook.services.context import Context
from webhook.services.texts import DANGER, DAY, stray_place
from webhook.store import handoffs
from webhook.store import texts as store
from webhook.store.session import Session
from webhook.store.tables import StrayText

A_DAY = {Keyword.STOP: 3, Keyword.START: 3, Keyword.HELP: 3}
"""Answers to a keyword that one phone gets in 24 hours; of any other kind it gets one."""
DANGERS_A_DAY = 5
"""How often one phone is told in 24 hours whom to call in danger: the others' budgets do not count against it."""


def answer(
    session: Session, ctx: Context, phone: str, word: Keyword | None, now: datetime, *, answered: bool
) -> None:
    """Keep the opt-out list, and answer.

    A phone that has answered STOP hears only that it has, and START. `answered`: the provider has answered the
    keyword already, so that nobody gets two answers.
    """
    index = numbers.index(ctx, phone)
    if word is Keyword.STOP:
        handoffs.opt_out(session, index, now)
    elif word is Keyword.START:
        handoffs.opt_in(session, index)
    elif handoffs.opted_out(session, index):
        return
    if word in A_DAY:
        if not answered:
            _send(session, ctx, phone, word.value, A_DAY[word], now)
    else:
        _send(session, ctx, phone, "no_chat", 1, now)


def answer_crisis(session: Session, ctx: Context, phone: str, now: datetime) -> None:
    """Say whom to call in danger. Not to a phone that has answered STOP: no text of ours may reach it."""
    if not handoffs.opted_out(session, numbers.index(ctx, phone)):
        _send(session, ctx, phone, DANGER, DANGERS_A_DAY, now)


def answer_once(session: Session, ctx: Context, phone: str, key: str, now: datetime) -> None:
    """Send words of our own, once a day."""
    _send(session, ctx, phone, key, 1, now)


def _send(session: Session, ctx: Context, phone: str, key: str, most: int, now: datetime) -> None:
    index = numbers.index(ctx, phone)
    if store.uses(session, index, key, now - DAY) >= most:
        return
    store.use(session, index, key, now)
    text_id = uuid.uuid4().hex
    stray = StrayText(
        id=text_id,
        phone=ctx.keyring.seal(phone.encode(), stray_place(text_id)),
        phone_index=index,
        language=ctx.content.language(None),
        key=key,
        status=READY,
        created_at=now,
    )
    store.put(session, stray, now)
