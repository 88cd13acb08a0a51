"""The migrations make the tables that the code believes in."""

from pathlib import Path

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


def test_lists_of_a_partner_come_without_touching_what_is_there(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    schema.upgrade(url, "0001")
    database = Database(url)
    with database.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO partners (id, site_key, name, origins, created_at)"
            " VALUES (1, 'site', 'A site', '[]', '2026-11-22')"
        )
        connection.exec_driver_sql("INSERT INTO partner_secrets (id, partner_id, sealed) VALUES (1, 1, 'x')")
    schema.upgrade(url)
    with database.engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT site_key, lists FROM partners").all() == [("site", None)]
        assert connection.exec_driver_sql("SELECT count(*) FROM partner_secrets").scalar() == 1
    database.dispose()
