"""Slowing down whoever guesses passwords: each failure makes the next try of that login wait longer."""

import hashlib
import hmac
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

BUCKETS = 4096
FREE_TRIES = 3
FLOOR_SECONDS = 1.0
LONGEST_SECONDS = 30.0
FORGET_SECONDS = 900.0


@dataclass
class _Bucket:
    failures: int = 0
    failed_at: float = 0.0
    free_at: float = 0.0


@dataclass
class Throttle:
    """Waits by login, known or not alike. Never locks: a try waits at most `LONGEST_SECONDS`, or is told to.

    A fixed number of buckets, found by a keyed hash, so that made-up logins cost no memory. Counts are this
    process's own: they must not depend on whether an account exists, and a row would.
    """

    key: bytes = field(repr=False)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _buckets: list[_Bucket] = field(default_factory=lambda: [_Bucket() for _ in range(BUCKETS)], repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def wait_turn(self, login: str) -> bool:
        """Wait until this login may be tried; False, at once, where that would take too long."""
        now = self.clock()
        with self._lock:
            bucket = self._of(login, now)
            start = max(now, bucket.free_at)
            if start - now > LONGEST_SECONDS:
                return False
            bucket.free_at = start + self._pause(bucket.failures)
        self.sleep(start - now)
        return True

    def failed(self, login: str, began: float) -> None:
        """Count a failure, and answer no sooner than `FLOOR_SECONDS` after the try began."""
        now = self.clock()
        with self._lock:
            bucket = self._of(login, now)
            bucket.failures += 1
            bucket.failed_at = now
            bucket.free_at = max(bucket.free_at, now + self._pause(bucket.failures))
        self.sleep(max(0.0, began + FLOOR_SECONDS - now))

    def succeeded(self, login: str) -> None:
        """Forget this login's failures."""
        with self._lock:
            bucket = self._of(login, self.clock())
            bucket.failures, bucket.free_at = 0, 0.0

    def _of(self, login: str, now: float) -> _Bucket:
        place = hmac.digest(self.key, f"login|{login}".encode(), hashlib.sha256)
        bucket = self._buckets[int.from_bytes(place[:4]) % BUCKETS]
        if now - bucket.failed_at > FORGET_SECONDS:
            bucket.failures = 0
        return bucket

    @staticmethod
    def _pause(failures: int) -> float:
        if failures < FREE_TRIES:
            return 0.0
        return min(LONGEST_SECONDS, 2.0 ** (failures - FREE_TRIES + 1))
