"""Looks now and then whether the word lists have changed, and compiles them beside the requests."""

import sys
import threading
from collections.abc import Callable, Collection

import structlog

from webhook.services.lexicons import Lexicons

log = structlog.get_logger(__name__)

LOOK_EVERY = 3.0  # seconds
SHORT_TURNS = 0.0005
"""Seconds that a thread may compute before another one gets its turn, while lists are compiled. Python's usual 5 ms
would be added to a request again and again."""


def watch(
    lexicons: Lexicons,
    stop: threading.Event,
    every: float = LOOK_EVERY,
    changed: Callable[[Collection[str]], None] = lambda _before: None,
) -> threading.Thread:
    """Keep the lists up to date in a thread of their own until `stop`; under gevent that is a greenlet.

    `every` is in seconds; `changed` is told after each change which lists were in use before it, by name.
    """
    thread = threading.Thread(target=_run, args=(lexicons, stop, every, changed), name="lists", daemon=True)
    thread.start()
    return thread


def _run(
    lexicons: Lexicons, stop: threading.Event, every: float, changed: Callable[[Collection[str]], None]
) -> None:
    while not stop.wait(every):
        try:
            before = lexicons.names()
            new = beside(lexicons.newer)
            lexicons.install(new)
            if new is not None:
                changed(before)
        except Exception as error:
            log.error("lists.failed", error=type(error).__name__)


def beside[Result](work: Callable[[], Result]) -> Result:
    """The result of work that computes for long, done in a real thread while requests go on."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(min(usual, SHORT_TURNS))
    try:
        return _in_real_thread(work)
    finally:
        sys.setswitchinterval(usual)


def _in_real_thread[Result](work: Callable[[], Result]) -> Result:
    monkey = sys.modules.get("gevent.monkey")
    if monkey is None or not monkey.is_module_patched("threading"):
        return work()  # this thread is a real one
    import gevent

    result: Result = gevent.get_hub().threadpool.apply(work)
    return result
