"""One whole system for all tests that only use it; a fresh one for those that start and end it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.system import System, give_model


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A running `turnpoint up`: service, worker, demo site, Rasa and action server."""
    home = tmp_path_factory.mktemp("system")
    give_model(home)
    running = System(home)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[System]:
    """A system that is not started yet, with a trained model."""
    give_model(tmp_path)
    system = System(tmp_path)
    yield system
    if hasattr(system, "process"):
        system.stop()


@pytest.fixture
def untrained(tmp_path: Path) -> Iterator[System]:
    """A system that must train the bot first."""
    system = System(tmp_path)
    yield system
    if hasattr(system, "process"):
        system.stop()
