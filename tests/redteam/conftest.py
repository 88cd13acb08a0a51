"""One launched bot and one service for all attacks, and everything that either of them writes to a log."""

import io
import logging
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import structlog

from tests.conversations.conftest import launched, model, stack
from tests.conversations.launched import Launched
from tests.redteam.echoes import Echoes
from webhook import logs

__all__ = ["launched", "model", "stack"]
DATA = Path(__file__).resolve().parent.parent.parent / "data"


@dataclass
class Logs:
    """What Rasa, the action server and the service have written since it was last asked."""

    folder: Path
    service: io.StringIO
    read: dict[Path, int] = field(default_factory=dict)

    def new(self) -> str:
        """What has come since the last call."""
        parts = [self.service.getvalue()]
        self.service.seek(0)
        self.service.truncate()
        for path in sorted(self.folder.glob("*.log")):
            with path.open("rb") as log:
                log.seek(self.read.get(path, 0))
                parts.append(log.read().decode(errors="replace"))
                self.read[path] = log.tell()
        return "\n".join(parts)


@pytest.fixture(scope="session")
def written(launched: Launched) -> Iterator[Logs]:
    """The logs, those of the service as it writes them in production."""
    service, root = io.StringIO(), logging.getLogger()
    before = (root.level, root.handlers[:])
    with redirect_stderr(service):
        logs.configure()
    structlog.configure(cache_logger_on_first_use=False)
    yield Logs(launched.folder, service)
    structlog.reset_defaults()
    root.level, root.handlers[:] = before


@pytest.fixture(scope="session")
def echoes() -> Echoes:
    """Knows the catalogue's own words, which are no echo."""
    return Echoes.beside(DATA)
