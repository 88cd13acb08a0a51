"""`turnpoint up`: everything on one machine, for development and for showing it."""

import logging
import os

import click

from webhook.running import bot
from webhook.running.environment import for_development
from webhook.running.errors import StopAsked
from webhook.running.outcome import one_sentence
from webhook.running.parts import all_parts
from webhook.running.ports import check_ports, ports_of
from webhook.running.progress import Progress
from webhook.running.single import only_one
from webhook.running.stopping import Stopping
from webhook.running.supervisor import Supervisor
from webhook.running.system import running
from webhook.running.training import train
from webhook.running.watch import Watch
from webhook.settings import ROOT, Settings


@click.command("up")
def command() -> None:
    """Start service, worker, bot and demo site; stay until Ctrl-C, which ends them all."""
    stopping, progress = Stopping(), Progress()
    stopping.listen()
    logging.basicConfig(level=logging.WARNING)
    with one_sentence():
        environ = for_development(os.environ)
        settings = Settings.from_environ(environ)
        with only_one(settings.home):
            _check(settings, progress)
            _run(settings, environ, stopping, progress)


def _check(settings: Settings, progress: Progress) -> None:
    if Supervisor(settings.home, ROOT).end_leftover():
        progress.line("A former start was killed; what it had left running was ended.")
    check_ports(ports_of(settings))
    bot.check_environment()


def _run(settings: Settings, environ: dict[str, str], stopping: Stopping, progress: Progress) -> None:
    progress.line("Turnpoint is starting.")
    from webhook.running import first_start  # the whole service: seconds to load, and Ctrl-C already counts

    first_start.migrate(settings)
    stopping.check()
    demo = first_start.seed(settings)
    progress.line("  database: ready")
    if demo.password:  # at once: a start that is broken off must not swallow it
        progress.line(f"  console login: {demo.login}   password: {demo.password}   (shown this once)")
    stopping.check()
    model = train(settings.home, settings.data, stopping, progress)
    parts = all_parts(settings, model)
    with running(parts, settings, {**environ, **demo.environ}, stopping, progress) as supervisor:
        for line in _addresses(settings, demo.login, new=demo.password is not None):
            progress.line(line)
        try:
            Watch(parts, supervisor, progress).until_stopped(stopping)
        except StopAsked:
            return


def _addresses(settings: Settings, login: str, *, new: bool) -> list[str]:
    lines = [
        "",
        "Turnpoint is running.",
        f"  demo partner site  http://127.0.0.1:{settings.demo_port}/demo",
        f"  console            {settings.public_url}/console",
    ]
    if settings.twilio is None:
        lines.append(f"  SMS simulator      {settings.public_url}/dev/sms")
    when = "above" if new else "at the first start"
    lines += [
        "",
        f"Console login: {login}; its password was printed {when}.",
        f"For a new one: .venv/bin/turnpoint staff password {login}",
    ]
    return [*lines, "", f"Logs: {settings.home}/log   Ctrl-C ends everything.", ""]
