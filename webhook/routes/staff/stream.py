"""The console's stream: server-sent events, read by fetch. For signed-in staff."""

import json
import time
from collections.abc import Iterator

import structlog
from flask import Response, request

from webhook.domain.errors import BodyInvalid, NotSignedIn
from webhook.routes.staff.console import Console, console
from webhook.routes.staff.guard import check_origin, session_id, signed_in
from webhook.services import staff
from webhook.services.following import LOOK_EVERY, Following, ends

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS = 15.0
MOST_SEEN = 50


def stream() -> Response:
    """News as they happen. `seen` (`<conversation>:<seq>,…`) says what the caller has read already."""
    check_origin()
    who = signed_in(acting=False)
    following = Following(console().ctx, who, _seen(request.args.get("seen", "")))
    answer = Response(_lines(console(), session_id(), following), mimetype="text/event-stream")
    answer.headers["Cache-Control"] = "no-store, no-transform"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _lines(here: Console, session: str, following: Following) -> Iterator[str]:
    yield ": begins\n\n"
    with here.streams.enter(session) as place:
        try:
            for line in _followed(here, session, following):
                yield line
                if place.lost:
                    yield _line("bye", {"reason": "elsewhere"})
                    return
        except NotSignedIn:
            yield _line("bye", {"reason": "signed-out"})
        except Exception as error:  # beyond this point the server would log what was being said
            log.warning("console.stream_failed", error=type(error).__name__)


def _followed(here: Console, session: str, following: Following) -> Iterator[str]:
    spoke, told = time.monotonic(), ""
    while True:
        topics = following.topics()
        with here.ctx.bus.subscribe(*topics) as hints:
            while topics == following.topics():
                who = staff.who(here.ctx, session, acting=False)
                lines = [_line(news.kind, news.data) for news in following.news()]
                end = _line("session", dict(ends(who)))
                if end != told:
                    told = end
                    lines.append(end)
                if time.monotonic() - spoke >= HEARTBEAT_SECONDS:
                    lines.append(": still here\n\n")
                if lines:
                    spoke = time.monotonic()
                    yield "".join(lines)
                if topics == following.topics():
                    hints.wait(LOOK_EVERY)


def _line(kind: str, data: dict[str, object]) -> str:
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n"


def _seen(raw: str) -> dict[str, int]:
    seen: dict[str, int] = {}
    for part in raw.split(",") if raw else ():
        conversation_id, _, seq = part.partition(":")
        if not (conversation_id.isalnum() and seq.isascii() and seq.isdecimal() and len(seq) <= 9):
            raise BodyInvalid
        seen[conversation_id] = int(seq)
    if len(seen) > MOST_SEEN:
        raise BodyInvalid
    return seen
