"""One `turnpoint up` a home folder."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from webhook.running.errors import AlreadyRunning


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Hold the home folder while inside; raises `AlreadyRunning` where another start holds it.

    The lock belongs to the process, so a start that was killed leaves none behind.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunning(
                f"Turnpoint already runs on {home}: end it first, or set TURNPOINT_HOME to another folder."
            ) from error
        yield
