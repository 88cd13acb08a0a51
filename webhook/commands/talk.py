"""`turnpoint talk`: talk with the bot on the terminal."""

import os

import click

from webhook.running.environment import for_development
from webhook.running.outcome import one_sentence
from webhook.running.parts import bot_parts
from webhook.running.ports import check_ports, ports_of
from webhook.running.progress import Progress
from webhook.running.single import only_one
from webhook.running.stopping import Stopping
from webhook.running.system import running
from webhook.running.training import train
from webhook.settings import Settings

BOT_PORTS = ("TURNPOINT_RASA_URL", "TURNPOINT_ACTIONS_PORT")


@click.command("talk")
@click.option("--language", default="en", show_default=True)
@click.option("--country", default="GB", show_default=True, help="whose helplines are shown")
def command(language: str, country: str) -> None:
    """Talk with the bot of a running `turnpoint up`, or with one started for this."""
    with one_sentence():
        environ = for_development(os.environ)
        settings = Settings.from_environ(environ)
        if all(part.ready() for part in bot_parts(settings, settings.home)):
            _talk(settings, language, country)
        else:
            _start_and_talk(settings, environ, language, country)


def _start_and_talk(settings: Settings, environ: dict[str, str], language: str, country: str) -> None:
    stopping, progress = Stopping(), Progress()
    with only_one(settings.home):
        check_ports(tuple(port for port in ports_of(settings) if port.variable in BOT_PORTS))
        stopping.listen()
        model = train(settings.home, settings.data, stopping, progress)
        with running(bot_parts(settings, model), settings, environ, stopping, progress):
            stopping.break_off()
            _talk(settings, language, country)


def _talk(settings: Settings, language: str, country: str) -> None:
    from webhook.app import create_context
    from webhook.running.terminal import Terminal

    try:
        Terminal(create_context(settings), language, country).talk()
    except (click.Abort, KeyboardInterrupt):
        click.echo()
