"""Hints wake readers; a bus that is down costs only time."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest

from webhook.gateways.bus import Bus, LocalBus, RedisBus, Subscription


def woken(subscription: Subscription, seconds: float) -> list[bool]:
    out: list[bool] = []
    thread = threading.Thread(target=lambda: out.append(subscription.wait(seconds)))
    thread.start()
    thread.join(seconds + 2)
    return out


@pytest.fixture(params=["local", pytest.param("redis", marks=pytest.mark.redis)])
def buses(request: pytest.FixtureRequest) -> Iterator[tuple[Bus, Bus]]:
    """Where one process writes and where another reads (in the local case the same)."""
    if request.param == "local":
        bus = LocalBus(longest=5)
        yield bus, bus
        return
    url = os.environ["TEST_REDIS_URL"]
    writer, reader = RedisBus(url), RedisBus(url)
    yield writer, reader
    writer.close()
    reader.close()


def test_a_hint_wakes_the_reader_of_its_topic_and_no_other(buses: tuple[Bus, Bus]) -> None:
    writer, reader = buses
    with reader.subscribe("conversation:a", "desk:1") as mine, reader.subscribe("conversation:b") as others:
        time.sleep(0.3)
        woken(others, 0.01)  # what subscribing itself may have woken
        writer.hint("desk:1")
        assert woken(mine, 3) == [True]
        assert woken(others, 0.2) == [False]


def test_a_redis_that_is_down_never_stops_a_write() -> None:
    bus = RedisBus("redis://127.0.0.1:1/0")
    subscription: AbstractContextManager[Subscription] = bus.subscribe("conversation:a")
    with subscription as mine:
        bus.hint("conversation:a")
        assert woken(mine, 1) == [True], "readers of the same process are woken all the same"
    bus.close()
