"""`turnpoint serve`: the web process, gunicorn with gevent workers."""

import os
import sys
from pathlib import Path

import click

from webhook import wiring

GUNICORN = Path(sys.executable).with_name("gunicorn")


@click.command("serve")
@click.option(
    "--role", type=click.Choice(["all", "screen", "chat"]), help="which routes this process answers"
)
@click.option("--workers", type=click.IntRange(1, 64), help="one on SQLite; two by default elsewhere")
def command(role: str | None, workers: int | None) -> None:
    """Serve HTTP until told to stop."""
    settings = wiring.settings()
    environ = wiring.environ() | ({"TURNPOINT_ROLE": role} if role else {})
    sqlite = settings.database_url.startswith("sqlite")
    count = 1 if sqlite else workers or 2
    arguments = [
        str(GUNICORN), "webhook.serving:application", "--config", "python:webhook.serving",
        "--bind", f"{settings.host}:{settings.port}", "--workers", str(count),
    ]  # fmt: skip
    os.execve(GUNICORN, arguments, environ)  # noqa: S606 - no shell, our own file
