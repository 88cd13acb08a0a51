"""`turnpoint train`: train the bot."""

import os

import click

from webhook.running.environment import data_of, home_of
from webhook.running.outcome import one_sentence
from webhook.running.progress import Progress
from webhook.running.stopping import Stopping
from webhook.running.training import train


@click.command("train")
@click.option("--force", is_flag=True, help="Train also where nothing has changed.")
def command(force: bool) -> None:
    """Train the bot, where what its model depends on has changed."""
    stopping, progress = Stopping(), Progress()
    stopping.listen()
    with one_sentence():
        home, data = home_of(os.environ), data_of(os.environ)
        model = train(home, data, stopping, progress, force=force)
    progress.line(f"  model: {model}")
