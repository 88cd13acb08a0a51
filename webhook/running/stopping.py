"""Asked to stop: Ctrl-C, SIGTERM, or the terminal hanging up."""

import signal
import time
from types import FrameType

from webhook.running.errors import StopAsked

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopping:
    """Remembers that a signal came. Nothing is interrupted in the middle: whoever waits, waits here.

    A second signal before the shutdown has begun breaks off with `KeyboardInterrupt`.
    """

    def __init__(self) -> None:
        self.asked = False

    def listen(self) -> None:
        """From now on the three signals are requests to stop."""
        for number in SIGNALS:
            signal.signal(number, self._note)

    def break_off(self) -> None:
        """From now on a signal breaks off what is being done, with `KeyboardInterrupt`: for typed dialogues."""
        for number in SIGNALS:
            signal.signal(number, signal.default_int_handler)

    def ignore(self) -> None:
        """The shutdown has begun and is bounded in time: further signals change nothing."""
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)

    def check(self) -> None:
        """Raises `StopAsked` where a signal has come."""
        if self.asked:
            raise StopAsked

    def wait(self, seconds: float) -> None:
        """Wait, at most so long; raises `StopAsked` as soon as a signal comes."""
        end = time.monotonic() + seconds
        while not self.asked and (left := end - time.monotonic()) > 0:
            time.sleep(min(0.1, left))
        self.check()

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
