"""The migrations make the tables that the code believes in."""

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from webhook.store import schema
from webhook.store.database import Database
from webhook.store.tables import Table


def test_the_migrated_database_is_what_the_tables_say(database_url: str) -> None:
    database = Database(database_url)
    with database.engine.connect() as connection:
        options = {"compare_type": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Table.metadata) == []
    database.dispose()


def test_migrating_again_changes_nothing(database_url: str) -> None:
    assert schema.upgrade(database_url) == schema.upgrade(database_url)
