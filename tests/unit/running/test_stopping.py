"""Signals are requests; whoever waits, hears them at once."""

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from webhook.running.errors import StopAsked
from webhook.running.stopping import SIGNALS, Stopping


@pytest.fixture(autouse=True)
def _handlers_as_before() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", SIGNALS)
def test_each_signal_ends_a_wait_at_once(number: signal.Signals):
    stopping = Stopping()
    stopping.listen()
    threading.Timer(0.1, os.kill, (os.getpid(), number)).start()
    begin = time.monotonic()
    with pytest.raises(StopAsked):
        stopping.wait(30)
    assert time.monotonic() - begin < 5


def test_a_signal_between_two_waits_is_not_lost():
    stopping = Stopping()
    stopping.listen()
    os.kill(os.getpid(), signal.SIGTERM)
    with pytest.raises(StopAsked):
        stopping.check()


def test_a_second_signal_breaks_off():
    stopping = Stopping()
    stopping.listen()
    os.kill(os.getpid(), signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)


def test_signals_during_the_shutdown_change_nothing():
    stopping = Stopping()
    stopping.listen()
    stopping.ignore()
    os.kill(os.getpid(), signal.SIGTERM)
    stopping.check()


def test_without_a_signal_a_wait_lasts():
    begin = time.monotonic()
    Stopping().wait(0.15)
    assert time.monotonic() - begin >= 0.15
