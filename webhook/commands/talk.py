"""`turnpoint talk`: talk with the bot on the terminal."""

import os
from dataclasses import dataclass

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


DOORS = ("me", "mistake", "under_18", "victim", "concerned", "report")


@dataclass(frozen=True)
class Wanted:
    """Who comes, and what is shown."""

    language: str
    country: str
    door: str | None
    show: bool
    sms: bool


@click.command("talk")
@click.option("--language", default="en", show_default=True)
@click.option("--country", default="GB", show_default=True, help="whose helplines are shown")
@click.option("--door", type=click.Choice(DOORS), help="the door taken at the warning")
@click.option("--show", is_flag=True, help="tell topic, intent, confidence and key of each answer")
@click.option("--sms", is_flag=True, help="show the words of each answer as a text message too")
def command(language: str, country: str, door: str | None, show: bool, sms: bool) -> None:
    """Talk with the whole service, as a visitor would.

    The bot is that of a running `turnpoint up`, or one started for this. Nothing of the talk is kept: its database
    goes when you do.
    """
    with one_sentence():
        environ = for_development(os.environ)
        settings = Settings.from_environ(environ)
        wanted = Wanted(language, country.upper(), door, show, sms)
        if all(part.ready() for part in bot_parts(settings, settings.home)):
            _talk(settings, wanted)
        else:
            _start_and_talk(settings, environ, wanted)


def _start_and_talk(settings: Settings, environ: dict[str, str], wanted: Wanted) -> None:
    stopping, progress = Stopping(), Progress()
    with only_one(settings.home):
        check_ports(tuple(port for port in ports_of(settings) if port.variable in BOT_PORTS))
        stopping.listen()
        model = train(settings.home, settings.data, stopping, progress)
        with running(bot_parts(settings, model), settings, environ, stopping, progress):
            stopping.break_off()
            _talk(settings, wanted)


def _talk(settings: Settings, wanted: Wanted) -> None:
    from webhook.running.rehearsal import arrive, rehearsal
    from webhook.running.terminal import Terminal

    with rehearsal(settings) as ctx:
        visitor = arrive(ctx, wanted.language, wanted.country)
        try:
            Terminal(visitor, show=wanted.show, sms=wanted.sms).talk(wanted.door and f"door.{wanted.door}")
        except (click.Abort, KeyboardInterrupt):
            click.echo()
