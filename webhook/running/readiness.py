"""Is a part ready? Asked of the part itself, never guessed from its process."""

import http.client
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from webhook.running.errors import PartFailed
from webhook.running.programs import Program
from webhook.running.progress import Progress
from webhook.running.stopping import Stopping
from webhook.running.supervisor import Supervisor

LONGEST_START = 240.0  # seconds; Rasa takes 15 s of processor time, on a busy machine several times that
LOOK_EVERY = 0.3


@dataclass(frozen=True)
class Part:
    """A program, its name for people, and the question that tells whether it is ready."""

    title: str
    program: Program
    ready: Callable[[], bool]


def wait_until_ready(
    parts: Sequence[Part], supervisor: Supervisor, stopping: Stopping, progress: Progress
) -> None:
    """Return when every part has answered; raises `PartFailed` for one that was given up or is too slow."""
    begin = time.monotonic()
    waiting = list(parts)
    while waiting:
        passed = time.monotonic() - begin
        for part in [part for part in waiting if part.ready()]:
            waiting.remove(part)
            progress.line(f"  {part.title}: ready ({passed:.0f} s)")
        if waiting:
            _fail_if_hopeless(waiting, supervisor, passed)
            progress.waiting(f"  waiting for {', '.join(part.title for part in waiting)} ({passed:.0f} s)")
            stopping.wait(LOOK_EVERY)


def _fail_if_hopeless(waiting: Sequence[Part], supervisor: Supervisor, passed: float) -> None:
    if not supervisor.alive():
        raise PartFailed(f"The process manager ended at once; see {supervisor.log_of('supervisor-start')}.")
    given_up = {state.name for state in supervisor.states() if state.given_up}
    for part in waiting:
        log = supervisor.log_of(part.program.name)
        if part.program.name in given_up:
            raise PartFailed(f"{part.title} ended again and again while starting; see {log}.")
        if passed > LONGEST_START:
            raise PartFailed(f"{part.title} was not ready after {LONGEST_START:.0f} s; see {log}.")


def answers(url: str) -> bool:
    """Does a GET of this address answer 200 within a second?"""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=1.0)
    try:
        connection.request("GET", parts.path or "/")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def beats(heartbeat: Path, since: float) -> bool:
    """Was the heartbeat file touched after the moment `since` (UTC, seconds of the epoch)?"""
    try:
        return heartbeat.stat().st_mtime >= since
    except OSError:
        return False
