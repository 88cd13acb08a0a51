"""Forgetting on time: keys destroyed, rows gone, counts kept."""

from datetime import datetime, timedelta

import structlog

from webhook.services.context import Context
from webhook.store import conversations, outbox, partners, texts

log = structlog.get_logger(__name__)

BOT_ONLY = timedelta(hours=24)
"""A conversation with the bot alone lives this long after its last message."""
HANDED_OFF = timedelta(days=30)
"""One that was handed to a person lives this long after its last message."""
DONE_DEEDS = timedelta(hours=48)
BATCH = 200


def purge(ctx: Context) -> int:
    """Shred what is past its time; returns how many conversations went. Safe to run at any time, again and again."""
    now = ctx.clock()
    gone = sum(
        _shred_idle(ctx, now - keep, handed_off)
        for handed_off, keep in ((False, BOT_ONLY), (True, HANDED_OFF))
    )
    while _forget_visits(ctx, now) == BATCH:
        pass
    with ctx.db.transaction() as session:
        outbox.forget_finished(session, now - DONE_DEEDS)
        texts.forget(session, now)
    if not ctx.db.compact():
        log.info("purge.compact_later")
    if gone:
        log.info("purge", conversations=gone)
    return gone


def _shred_idle(ctx: Context, before: datetime, handed_off: bool) -> int:
    gone = 0
    while True:
        with ctx.db.reading() as session:
            ids = conversations.idle_since(session, before, handed_off=handed_off, limit=BATCH)
        shredded = 0
        for conversation_id in ids:
            with ctx.db.transaction() as session:
                shredded += conversations.shred_if_idle(session, conversation_id, before)
        gone += shredded
        if not shredded:
            return gone


def _forget_visits(ctx: Context, now: datetime) -> int:
    with ctx.db.transaction() as session:
        return partners.forget_expired_visits(session, now, BATCH)
