"""The bus inside one process. Other processes' writes are seen because a wait never lasts long."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Waiter:
    """One reader. `longest` bounds a wait, in seconds, for writers in other processes."""

    def __init__(self, longest: float) -> None:
        self._event = threading.Event()
        self._longest = longest

    def wake(self) -> None:
        """Let the reader go on."""
        self._event.set()

    def wait(self, seconds: float) -> bool:
        """True where a hint came."""
        hinted = self._event.wait(min(seconds, self._longest))
        self._event.clear()
        return hinted


class LocalBus:
    """Hints within this process; readers look again after `longest` seconds all the same."""

    def __init__(self, longest: float = 1.0) -> None:
        self._longest = longest
        self._waiters: dict[str, set[Waiter]] = defaultdict(set)
        self._lock = threading.Lock()

    def hint(self, topic: str) -> None:
        """Wake this process's readers of the topic."""
        with self._lock:
            waiters = list(self._waiters.get(topic, ()))
        for waiter in waiters:
            waiter.wake()

    def wake_all(self) -> None:
        """Wake every reader once, after a break in which hints may have been missed."""
        with self._lock:
            waiters = [waiter for group in self._waiters.values() for waiter in group]
        for waiter in waiters:
            waiter.wake()

    @contextmanager
    def subscribe(self, *topics: str) -> Iterator[Waiter]:
        """One waiter for all these topics, removed at the end."""
        waiter = Waiter(self._longest)
        with self._lock:
            for topic in topics:
                self._waiters[topic].add(waiter)
        try:
            yield waiter
        finally:
            with self._lock:
                for topic in topics:
                    self._waiters[topic].discard(waiter)
                    if not self._waiters[topic]:
                        del self._waiters[topic]
