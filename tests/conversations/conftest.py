"""One launched bot for all conversations; the model is trained only when something it depends on has changed."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conversations.launched import Launched
from tests.stack import Stack
from webhook.running.progress import Progress
from webhook.running.stopping import Stopping
from webhook.running.training import train, trained_model

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def model() -> Path:
    """A model that fits the checkout as it is, kept in var/ as `turnpoint up` keeps it."""
    home, data = ROOT / "var", ROOT / "data"
    return trained_model(home, data) or train(home, data, Stopping(), Progress())


@pytest.fixture(scope="session")
def launched(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launched]:
    """Rasa and the action server, at the noisiest log level."""
    bot = Launched(model, tmp_path_factory.mktemp("bot"))
    try:
        bot.start()
        yield bot
    finally:
        bot.stop()


@pytest.fixture
def someone() -> Callable[[], str]:
    """Makes ids of visitors who have never been here."""
    return lambda: uuid.uuid4().hex


@pytest.fixture(scope="session")
def stack(launched: Launched, tmp_path_factory: pytest.TempPathFactory) -> Stack:
    """The visitor's API in front of the launched bot."""
    return Stack.of(tmp_path_factory.mktemp("stack"), launched.base, launched.secret)
