"""Server-sent events and long polling over the same query. Hints wake the reader; the log decides."""

import json
import time
from collections.abc import Iterator
from typing import Any

import structlog
from flask import Response

from webhook.domain.errors import Refused
from webhook.domain.states import FINAL
from webhook.routes.places import Streams
from webhook.services import reading
from webhook.services.context import Context
from webhook.store.tables import Visit

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS = 15.0
STREAM_LASTS_SECONDS = 600.0
RETRY_MS = 2_000


def response(chunks: Iterator[str]) -> Response:
    """A stream that no proxy may buffer or keep."""
    headers = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}
    return Response(chunks, content_type="text/event-stream; charset=utf-8", headers=headers)


def of_visit(ctx: Context, visit: Visit, after: int, open_streams: Streams) -> Iterator[str]:
    """Everything after `after`, then whatever comes, for ten minutes at most; the client resumes by sequence."""
    yield f"retry: {RETRY_MS}\n\n"
    reader = _Reader(ctx, visit, after)
    with open_streams.enter(visit.id) as place:
        try:
            while not place.lost and not reader.ended:
                yield from reader.news()
        except Refused:
            return
        except Exception as error:  # beyond this point the server would log what was being said
            log.error("stream.failed", error=type(error).__name__)


class _Reader:
    """One visitor's place in the log. Before the conversation has begun nobody hints, so it looks every second."""

    def __init__(self, ctx: Context, visit: Visit, after: int) -> None:
        self.ctx, self.visit, self.after = ctx, visit, after
        self.ends = time.monotonic() + STREAM_LASTS_SECONDS
        self.said = time.monotonic()
        self.final = False

    @property
    def ended(self) -> bool:
        return self.final or time.monotonic() >= self.ends

    def news(self) -> Iterator[str]:
        """What there is now; then sleep until a hint."""
        conversation_id = reading.conversation_id(self.ctx, self.visit)
        with self.ctx.bus.subscribe(f"conversation:{conversation_id}") as hints:
            found = reading.snapshot(self.ctx, self.visit, self.after)
            for event in found["events"]:
                self.after = event["seq"]
                yield chunk(event, event["seq"])
                self.said = time.monotonic()
            deleted = conversation_id is None and self.after > 0
            self.final = deleted or found["state"] in FINAL
            if time.monotonic() - self.said >= HEARTBEAT_SECONDS:
                yield ": still here\n\n"
                self.said = time.monotonic()
            if not self.final and not found["events"]:
                hints.wait(HEARTBEAT_SECONDS if conversation_id else 1.0)


def long_poll(ctx: Context, visit: Visit, after: int, wait: int) -> dict[str, Any]:
    """The same as one answer: at once where there is something, else after `wait` seconds at most."""
    ends = time.monotonic() + wait
    while True:
        conversation_id = reading.conversation_id(ctx, visit)
        with ctx.bus.subscribe(f"conversation:{conversation_id}") as hints:
            found = reading.snapshot(ctx, visit, after)
            left = ends - time.monotonic()
            if found["events"] or left <= 0:
                return found
            hints.wait(left if conversation_id else min(left, 1.0))


def chunk(data: dict[str, Any], seq: int | None = None, name: str | None = None) -> str:
    """One server-sent event (WHATWG HTML, section 9.2)."""
    head = (f"event: {name}\n" if name else "") + (f"id: {seq}\n" if seq is not None else "")
    return f"{head}data: {json.dumps(data)}\n\n"
