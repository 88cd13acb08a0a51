"""Guessing gets slower; nobody is locked out."""

import pytest

from webhook.services.throttle import FLOOR_SECONDS, FORGET_SECONDS, LONGEST_SECONDS, Throttle


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def throttle(time: Time) -> Throttle:
    return Throttle(b"k" * 32, clock=time, sleep=time.sleep)


def fail(throttle: Throttle, time: Time, times: int, login: str = "alice") -> list[float]:
    """How long each try had to wait before it was looked at."""
    waited = []
    for _ in range(times):
        began = time.now
        assert throttle.wait_turn(login)
        waited.append(time.now - began)
        throttle.failed(login, time.now)
    return waited


def test_the_first_tries_wait_for_nothing(throttle: Throttle, time: Time) -> None:
    assert fail(throttle, time, 3) == [0, 0, 0]


def test_each_further_failure_makes_the_next_try_wait_longer(throttle: Throttle, time: Time) -> None:
    waited = fail(throttle, time, 7)[3:]
    assert waited == sorted(waited)
    assert waited[0] > 0
    assert waited[-1] > waited[0]


def test_no_try_waits_longer_than_half_a_minute(throttle: Throttle, time: Time) -> None:
    assert max(fail(throttle, time, 30)) <= LONGEST_SECONDS


def test_tries_at_once_are_taken_one_after_another_or_sent_away(throttle: Throttle, time: Time) -> None:
    fail(throttle, time, 8)
    time.sleep = lambda seconds: None  # type: ignore[method-assign]
    throttle.sleep = lambda seconds: None
    assert [throttle.wait_turn("alice") for _ in range(20)].count(True) <= 2


def test_a_failure_is_answered_no_sooner_than_after_a_second(throttle: Throttle, time: Time) -> None:
    began = time.now
    throttle.wait_turn("alice")
    throttle.failed("alice", began)
    assert time.now - began == FLOOR_SECONDS


def test_one_login_does_not_slow_another(throttle: Throttle, time: Time) -> None:
    fail(throttle, time, 10)
    assert fail(throttle, time, 1, "bob") == [0]


def test_success_forgets_failures(throttle: Throttle, time: Time) -> None:
    fail(throttle, time, 6)
    throttle.succeeded("alice")
    assert fail(throttle, time, 1) == [0]


def test_failures_are_forgotten_after_a_quarter_of_an_hour(throttle: Throttle, time: Time) -> None:
    fail(throttle, time, 6)
    time.now += FORGET_SECONDS + 1
    assert fail(throttle, time, 3) == [0, 0, 0]
