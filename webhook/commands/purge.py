"""`turnpoint purge`: forget what is past its time, now."""

import click

from webhook import wiring
from webhook.services import retention


@click.command("purge")
def command() -> None:
    """Shred conversations past their time. The worker does the same every ten minutes."""
    gone = retention.purge(wiring.context())
    click.echo(f"{gone} conversations were shredded.")
