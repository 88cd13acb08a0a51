"""`turnpoint lexicon list | use | rollback | switch | rotate`: what is on the shelf and what of it is in use."""

import click

from webhook.commands.lexicon.options import (
    counted,
    identity_option,
    needed,
    one_sentence,
    recipient_option,
    sealed_for,
    shelf_option,
)
from webhook.detection.sealing import Identity
from webhook.detection.shelf import Shelf


@click.command("list")
@shelf_option
@one_sentence()
def list_(shelf: Shelf) -> None:
    """Show every list: name, on or off, version in use, when that was made, all versions kept. Needs no key."""
    lists = shelf.state().lists
    if not lists:
        click.echo(f"No list is on the shelf {shelf.folder}.", err=True)
    for name, entry in sorted(lists.items()):
        kept = ",".join(str(version) for version in sorted(entry.versions))
        made = entry.used.created.isoformat(timespec="seconds")
        click.echo(f"{name}\t{'on' if entry.on else 'off'}\t{entry.use}\t{made}\t{kept}")


@click.command()
@click.argument("name")
@click.argument("version", type=click.IntRange(min=1))
@shelf_option
@one_sentence()
def use(name: str, version: int, shelf: Shelf) -> None:
    """Use another VERSION of the list NAME that is still on the shelf."""
    shelf.use(name, version)
    click.echo(f"{name} {version} is in use.")


@click.command()
@click.argument("name")
@shelf_option
@one_sentence()
def rollback(name: str, shelf: Shelf) -> None:
    """Go back to the version before the one in use. A feed does not bring the other one again, only a higher one."""
    click.echo(f"{name} {shelf.roll_back(name)} is in use.")


@click.command()
@click.argument("name")
@click.argument("position", type=click.Choice(["on", "off"]))
@shelf_option
@one_sentence()
def switch(name: str, position: str, shelf: Shelf) -> None:
    """Switch the list NAME on or off; a running service follows within seconds."""
    shelf.switch(name, on=position == "on")
    click.echo(f"{name} is {position}.")


@click.command()
@recipient_option
@identity_option
@shelf_option
@one_sentence()
def rotate(recipients: tuple[str, ...], identity: Identity | None, shelf: Shelf) -> None:
    """Seal every list on the shelf anew: opened with the old key, sealed for the new recipients alone.

    Until the last one is sealed, the old key opens all of them. Give the service the new key at once
    afterwards, or both (one a line) before.
    """
    count = 0
    for name, version in shelf.rotate(needed(identity), sealed_for(recipients)):
        count += 1
        click.echo(f"{name} {version} is sealed anew.")
    click.echo(f"{counted(count, 'file')} sealed for {counted(len(sealed_for(recipients)), 'key')} alone.")


COMMANDS = (list_, use, rollback, switch, rotate)
