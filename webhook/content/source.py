"""Words may change while the service runs: look at the files now and then, keep the last good ones."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from webhook.content.catalogue import Content
from webhook.content.directory import Gate
from webhook.content.errors import ContentInvalid

log = logging.getLogger(__name__)

LOOK_EVERY = 2.0  # seconds
READ = (
    "topics.yml",
    "warnings/*.yml",
    "responses/*/*.yml",
    "helplines/*.yml",
    "locales/*.yml",
    "schema/*.json",
)


class ContentSource:
    """The current content of a data folder, reloaded after a change, shared between threads."""

    def __init__(
        self, root: Path, directory: Gate = "checked", *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._root = root
        self._directory = directory
        self._clock = clock
        self._lock = threading.Lock()
        self._content: Content | None = None
        self._seen: frozenset[tuple[str, int, int]] = frozenset()
        self._looked = 0.0

    def current(self) -> Content:
        """The newest good content. Raises ContentInvalid only when there has never been a good one."""
        content = self._content
        if content is not None and self._clock() - self._looked < LOOK_EVERY:
            return content
        with self._lock:
            if self._content is None or self._clock() - self._looked >= LOOK_EVERY:
                self._look()
            assert self._content is not None
            return self._content

    def _look(self) -> None:
        state = _state(self._root)
        self._looked = self._clock()
        if self._content is not None and state == self._seen:
            return
        try:
            self._content = Content.load(self._root, directory=self._directory)
        except ContentInvalid as invalid:
            if self._content is None:
                raise
            for problem in invalid.problems:
                log.error("content kept as it was: %s", problem.split(":", 1)[0])
        self._seen = state


def _state(root: Path) -> frozenset[tuple[str, int, int]]:
    found = []
    for pattern in READ:
        for path in root.glob(pattern):
            status = path.stat()
            found.append((str(path), status.st_mtime_ns, status.st_size))
    return frozenset(found)
