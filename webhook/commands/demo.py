"""`turnpoint demo`: the made-up partner site, on a port and so an origin of its own."""

import contextlib
import dataclasses
import os
import signal
import socket
from pathlib import Path

import click
import yaml
from werkzeug.serving import WSGIRequestHandler, make_server

from webhook.demo.app import create_app
from webhook.demo.settings import DemoSettings, DemoSettingsInvalid
from webhook.running.environment import data_of

WORDS_SHOWN = 2


class _Silent(WSGIRequestHandler):
    """Writes no access log: the address of a search page holds what was searched for."""

    def log(self, type: str, message: str, *args: object) -> None:
        pass


@click.command("demo")
def command() -> None:
    """Serve the demo partner site until told to stop.

    Needs TURNPOINT_DEMO_SITE and TURNPOINT_DEMO_SECRET (or _FILE): the site key and signing secret of a partner.
    """
    try:
        settings = DemoSettings.from_environ(os.environ)
    except DemoSettingsInvalid as error:
        raise click.ClickException(str(error)) from None
    if not settings.words:
        settings = dataclasses.replace(settings, words=_demo_words(data_of(os.environ)))
    try:
        listening = socket.create_server((settings.host, settings.port))
    except OSError:
        raise click.ClickException(f"Port {settings.port} is taken; set TURNPOINT_DEMO_PORT.") from None
    click.echo(f"The demo partner site is at http://{settings.host}:{settings.port}/demo")
    with listening:
        _serve(settings, listening)


def _serve(settings: DemoSettings, listening: socket.socket) -> None:
    server = make_server(
        settings.host, settings.port, create_app(settings), threaded=True, request_handler=_Silent,
        fd=listening.fileno(),
    )  # fmt: skip
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()
    server.server_close()


def _demo_words(data: Path) -> tuple[str, ...]:
    """The first words of the demo lexicon that a search box answers to."""
    try:
        lexicon = yaml.safe_load((data / "lexicon" / "demo.yml").read_text(encoding="utf-8"))
    except OSError:
        return ()
    usual = lexicon["defaults"]["kinds"]
    phrases = [term["phrase"] for term in lexicon["terms"] if "search" in term.get("kinds", usual)]
    return tuple(phrases[:WORDS_SHOWN])
