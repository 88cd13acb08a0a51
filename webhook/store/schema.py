"""The schema and its history, by Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext

from webhook.store.database import Database

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def upgrade(url: str, to: str = "head") -> str:
    """Run every migration that is missing, up to the revision `to`; returns the revision that the database is at.

    Raises `sqlalchemy.exc.SQLAlchemyError` where the database cannot be reached.
    """
    database = Database(url)
    try:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with database.engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, to)
            return MigrationContext.configure(connection).get_current_revision() or "none"
    finally:
        database.dispose()
