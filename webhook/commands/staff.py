"""`turnpoint staff`: who may sign in to the console."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from webhook.services import staff
from webhook.wiring import context


@contextmanager
def _one_sentence() -> Iterator[None]:
    try:
        yield
    except staff.AccountInvalid as invalid:
        raise click.ClickException(str(invalid)) from None


@click.group("staff")
def command() -> None:
    """Add, list and shut accounts of staff."""


@command.command()
@click.argument("login")
@click.option("--name", required=True, help="What colleagues call the person.")
@click.option("--desk", required=True, help="The short name of the desk.")
def add(login: str, name: str, desk: str) -> None:
    """Make an account; its password is printed this once."""
    with _one_sentence():
        password = staff.create(context(), login, name, desk)
    click.echo(f"Login:    {login}\nPassword: {password}")


@command.command("list")
def list_accounts() -> None:
    """Show every account: login, name, desk, state, failed sign-ins since the last good one."""
    for account, desk in staff.everybody(context()):
        state = "disabled" if account.disabled else "open"
        click.echo(f"{account.login}\t{account.name}\t{desk.slug}\t{state}\t{account.failed_logins}")


@command.command()
@click.argument("login")
def password(login: str) -> None:
    """Give an account a new random password, printed this once; ends its sessions."""
    with _one_sentence():
        new = staff.set_password(context(), login)
    click.echo(f"Login:    {login}\nPassword: {new}")


@command.command()
@click.argument("login")
def disable(login: str) -> None:
    """Shut an account; whoever is signed in with it is out within 5 seconds."""
    with _one_sentence():
        staff.disable(context(), login)
    click.echo(f"{login} can no longer sign in.")


@command.command()
@click.argument("login")
def enable(login: str) -> None:
    """Open a shut account again, with its old password."""
    with _one_sentence():
        staff.enable(context(), login)
    click.echo(f"{login} can sign in again.")
