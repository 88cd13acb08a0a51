"""The engine and its transactions, alike on SQLite and PostgreSQL."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session

BUSY_TIMEOUT_MS = 5_000
COMPACT_TIMEOUT_MS = 100
POSTGRES = {
    "connect_timeout": 3,
    "options": "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000",
}
"""Seconds to connect; milliseconds for a statement, a lock, and a transaction that was forgotten open."""


class Database:
    """Opens transactions. `url` is a SQLAlchemy address; a plain `postgresql://` gets the psycopg driver."""

    def __init__(self, url: str) -> None:
        url = url.replace("postgres://", "postgresql://", 1)
        if url.startswith("postgresql://"):
            url = url.replace("postgresql://", "postgresql+psycopg://", 1)
        self.sqlite = url.startswith("sqlite")
        # hide_parameters: no value of a statement may reach a log or an error page
        self.engine: Engine = create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=not self.sqlite,
            connect_args={} if self.sqlite else POSTGRES,
        )
        if self.sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        # One writer at a time waits here, cooperatively under gevent, and not inside SQLite's busy handler.
        self._writers: Any = threading.Lock() if self.sqlite else nullcontext()
        self._writing = self.engine.execution_options(turnpoint_write=True)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose work is committed at the end, or rolled back on any exception."""
        with self._writers, Session(self._writing, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def compact(self) -> bool:
        """On SQLite, empty the write-ahead log, which holds deleted rows until then (trust.md, section 6).

        False where a reader was at it: the next call gets it.
        """
        if not self.sqlite:
            return True
        with (
            self._writers,
            self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
        ):
            connection.exec_driver_sql(f"PRAGMA busy_timeout={COMPACT_TIMEOUT_MS}")
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        return not busy

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "foreign_keys=ON",
        "secure_delete=ON",
        "trusted_schema=OFF",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    # A deferred BEGIN that turns into a write fails at once when another writer is at it (trust.md, section 1).
    write = connection.get_execution_options().get("turnpoint_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
