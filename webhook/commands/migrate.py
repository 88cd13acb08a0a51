"""`turnpoint migrate`: bring the database to the newest schema."""

import click

from webhook import wiring
from webhook.store import schema
from webhook.store.session import DatabaseFailed


@click.command("migrate")
def command() -> None:
    """Create or upgrade the database's tables. Safe to run again."""
    settings = wiring.settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    try:
        revision = schema.upgrade(settings.database_url)
    except DatabaseFailed as error:
        raise click.ClickException(
            f"The database could not be reached or changed ({type(error).__name__})."
        ) from None
    click.echo(f"The database is at revision {revision}.")
