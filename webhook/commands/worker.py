"""`turnpoint worker`: does what the outbox asks for, keeps deadlines, forgets on time."""

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
import structlog

from webhook import wiring
from webhook.services import deeds, retention

log = structlog.get_logger(__name__)

REST_SECONDS = 0.5
DEADLINES_EVERY = 2.0
PURGE_EVERY = 600.0
JOIN_SECONDS = 5.0
TEXTS = ("text",)
OTHERS = ("bot_turn", "alert", "forget")


@click.command("worker")
def command() -> None:
    """Run until it is told to stop (SIGTERM or Ctrl-C); several may run at once."""
    ctx = wiring.context()
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    # Lanes, so that a provider that does not answer holds up its own texts and nothing else.
    lanes = [
        Lane("texts", REST_SECONDS, lambda: deeds.work(ctx, TEXTS)),
        Lane("purge", PURGE_EVERY, lambda: retention.purge(ctx) and 0),
        Lane("deadlines", DEADLINES_EVERY, lambda: deeds.keep_deadlines(ctx)),
    ]
    threads = [threading.Thread(target=lane.run, args=(stop,), name=lane.name) for lane in lanes]
    for thread in threads:
        thread.start()
    heartbeat = ctx.settings.home / "worker.heartbeat"
    Lane("others", REST_SECONDS, lambda: _beat(deeds.work(ctx, OTHERS), heartbeat)).run(stop)
    for thread in threads:
        thread.join(JOIN_SECONDS)


@dataclass(frozen=True)
class Lane:
    """Something done again and again: at once while there is work, else every `every` seconds."""

    name: str
    every: float
    job: Callable[[], int | None]

    def run(self, stop: threading.Event) -> None:
        """Until told to stop. A failure costs one round."""
        while not stop.is_set():
            try:
                done = self.job()
            except Exception as error:
                log.error("worker.failed", kind=self.name, error=type(error).__name__)
                done = 0
            if not done:
                stop.wait(self.every)


def _beat(done: int, heartbeat: Path) -> int:
    heartbeat.touch()
    return done
