"""Which streams are open, so that a session never holds more than a few."""

import threading
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager

MOST_PER_SESSION = 3


class Place:
    """A stream's place; it is lost to a newer one when there are too many (a closed tab is noticed late)."""

    lost = False


class Streams:
    """The open streams of this process by session."""

    def __init__(self, most: int = MOST_PER_SESSION) -> None:
        self._most = most
        self._open: dict[str, deque[Place]] = defaultdict(deque)
        self._lock = threading.Lock()

    @contextmanager
    def enter(self, session_id: str) -> Iterator[Place]:
        """Take a place; the oldest one of the session gives way."""
        place = Place()
        with self._lock:
            places = self._open[session_id]
            places.append(place)
            if len(places) > self._most:
                places.popleft().lost = True
        try:
            yield place
        finally:
            self._leave(session_id, place)

    def _leave(self, session_id: str, place: Place) -> None:
        with self._lock:
            places = self._open[session_id]
            if place in places:
                places.remove(place)
            if not places:
                del self._open[session_id]
