"""Fixtures: a wired service on each database, and a live server in processes of its own."""

import base64
import os
import secrets
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.live import Live
from tests.standins.bot import ScriptedBot
from webhook.app import create_app
from webhook.content import ContentSource
from webhook.gateways.alerts import ConsoleAlerts
from webhook.gateways.bus import LocalBus
from webhook.gateways.sms import sms_for
from webhook.safety import Screen
from webhook.services.context import Context
from webhook.services.lexicons import Lexicons
from webhook.services.list_sources import PublicLists
from webhook.settings import Settings
from webhook.store import schema
from webhook.store.crypto import Keyring
from webhook.store.database import Database
from webhook.store.tables import Table

ROOT = Path(__file__).resolve().parent.parent


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **by: float) -> None:
        self.now += timedelta(**by)


def random_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def environ_for(home: Path, database_url: str) -> dict[str, str]:
    return {
        "TURNPOINT_ENV": "development",
        "TURNPOINT_DIRECTORY": "unchecked",
        "TURNPOINT_HOME": str(home),
        "TURNPOINT_BOT_SECRET": secrets.token_urlsafe(16),
        "TURNPOINT_MASTER_KEYS": f"1:{random_key()}",
        "TURNPOINT_PEPPER": random_key(),
        "TURNPOINT_SESSION_KEY": random_key(),
        "DATABASE_URL": database_url,
    }


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty, migrated database of each kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'turnpoint.db'}"
        schema.upgrade(url)
        return url
    url = os.environ["TEST_DATABASE_URL"]
    schema.upgrade(url)
    database = Database(url)
    names = ", ".join(table.name for table in Table.metadata.sorted_tables)
    with database.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    database.dispose()
    return url


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return Settings.from_environ(environ_for(tmp_path, database_url))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bot() -> ScriptedBot:
    return ScriptedBot()


@pytest.fixture(scope="session")
def words() -> dict[str, Any]:
    """What is read from `data/`, once for all tests."""
    data = ROOT / "data"
    return {
        "source": ContentSource(data, "unchecked"),
        "screen": Screen.load(data),
        "lexicons": Lexicons([PublicLists(data / "lexicon")]),
    }


@pytest.fixture
def ctx(settings: Settings, words: dict[str, Any], clock: Clock, bot: ScriptedBot) -> Iterator[Context]:
    """The real service with a scripted bot and a clock that stands."""
    context = Context(
        settings=settings,
        db=Database(settings.database_url),
        keyring=Keyring(settings.master_keys),
        bus=LocalBus(),
        bot=bot,
        sms=sms_for(settings),
        alerts=ConsoleAlerts(),
        clock=clock,
        **words,
    )
    yield context
    _come_home(context.db)
    context.db.dispose()


def _come_home(database: Database) -> None:
    """A reader in a thread of its own gives its connection back a moment after its test."""
    end = time.monotonic() + 5
    while getattr(database.engine.pool, "checkedout", int)() and time.monotonic() < end:
        time.sleep(0.05)


@pytest.fixture
def app(settings: Settings, ctx: Context) -> Any:
    return create_app(settings, ctx)


@pytest.fixture
def client(app: Any) -> Any:
    return app.test_client()


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Web, worker and a stand-in for Rasa in processes of their own, on SQLite, with the demo's seed."""
    running = Live(tmp_path_factory.mktemp("live"))
    try:
        running.start()
        yield running
    finally:
        running.stop()
