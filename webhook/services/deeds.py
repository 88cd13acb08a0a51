"""The worker: does what the outbox asks for, at least once, and keeps the deadlines."""

import random
from collections.abc import Callable, Sequence
from datetime import timedelta

import structlog

from webhook.domain.errors import Refused
from webhook.gateways.errors import Failed, Permanent
from webhook.services import handoffs as handoff_services
from webhook.services import texts, turns
from webhook.services.context import Context
from webhook.store import handoffs, outbox
from webhook.store.session import DatabaseFailed
from webhook.store.tables import Outbox

log = structlog.get_logger(__name__)

CLAIM = timedelta(seconds=60)
ROUND = 50
FIRST_RETRY_SECONDS = 2.0
LONGEST_RETRY_SECONDS = 300.0
GIVE_UP_AFTER = timedelta(hours=24)


def work(ctx: Context, kinds: Sequence[str] = ()) -> int:
    """Do what is due of these kinds (or of all), up to a round's length; returns how many deeds were tried."""
    for done in range(ROUND):
        # One at a time: a claim must not run out while its row waits behind a slow one.
        with ctx.db.transaction() as session:
            due = outbox.claim_due(session, ctx.clock(), CLAIM, kinds or tuple(DEEDS), limit=1)
        if not due:
            return done
        _attempt(ctx, due[0])
    return ROUND


def keep_deadlines(ctx: Context) -> None:
    """Let every handoff whose time is up go its truthful way on."""
    with ctx.db.reading() as session:
        late = [handoff.id for handoff in handoffs.overdue(session, ctx.clock())]
    for handoff_id in late:
        try:
            handoff_services.time_out(ctx, handoff_id)
        except Refused:
            log.info("deadline.overtaken", handoff=handoff_id)
        except DatabaseFailed:
            raise
        except Exception as error:  # one that cannot be moved must not keep the others waiting
            log.error("deadline.failed", handoff=handoff_id, error=type(error).__name__)


def _attempt(ctx: Context, row: Outbox) -> None:
    try:
        DEEDS[row.kind](ctx, row)
    except Permanent as failure:
        _finish(ctx, row, "failed", failure.code)
    except Failed as failure:
        _again(ctx, row, failure.code)
    except Exception as error:
        # One bad row must not stop the others; the type says enough, the message might hold words.
        log.error("deed.failed", deed=row.id, kind=row.kind, error=type(error).__name__)
        _again(ctx, row, type(error).__name__)


def _again(ctx: Context, row: Outbox, code: str) -> None:
    now = ctx.clock()
    if now - row.created_at > GIVE_UP_AFTER:
        _finish(ctx, row, "failed", code)
        if row.kind == "text":
            texts.give_up(ctx, str(row.payload["text"]), code)
        return
    with ctx.db.transaction() as session:
        outbox.postpone(session, row.id, now + backoff(row.attempts), code)
    log.warning("deed.postponed", deed=row.id, kind=row.kind, code=code, attempts=row.attempts)


def backoff(attempts: int) -> timedelta:
    """2, 4, 8 … 300 s, each with up to half as much again at random."""
    seconds = min(FIRST_RETRY_SECONDS * 2 ** max(attempts - 1, 0), LONGEST_RETRY_SECONDS)
    return timedelta(seconds=seconds * random.uniform(1.0, 1.5))  # noqa: S311 - jitter, no secret


def _finish(ctx: Context, row: Outbox, state: str, code: str | None = None) -> None:
    with ctx.db.transaction() as session:
        outbox.finish(session, row.id, state, code)
    if code:
        log.warning("deed.given_up", deed=row.id, kind=row.kind, code=code)


def _bot_turn(ctx: Context, row: Outbox) -> None:
    turns.finish(ctx, row.id, claimed=True)


def _text(ctx: Context, row: Outbox) -> None:
    texts.deliver(ctx, str(row.payload["text"]))
    _finish(ctx, row, "done")


def _alert(ctx: Context, row: Outbox) -> None:
    ctx.alerts.somebody_waits(int(row.payload["desk"] or 0), str(row.payload["handoff"]))
    _finish(ctx, row, "done")


def _forget(ctx: Context, row: Outbox) -> None:
    ctx.bot.forget(str(row.payload["sender"]))
    _finish(ctx, row, "done")


DEEDS: dict[str, Callable[[Context, Outbox], None]] = {
    "bot_turn": _bot_turn,
    "text": _text,
    "alert": _alert,
    "forget": _forget,
}
