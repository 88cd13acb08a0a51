"""From what happened to what the command line says: one sentence and an exit code."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from webhook.running.errors import CannotRun, StopAsked
from webhook.settings import SettingsInvalid

INTERRUPTED = 130


@contextmanager
def one_sentence() -> Iterator[None]:
    """What stands in the way becomes a sentence and exit code 1; a stop before the start was over, 130."""
    try:
        yield
    except (CannotRun, SettingsInvalid) as reason:
        raise click.ClickException(str(reason)) from None
    except (StopAsked, KeyboardInterrupt):
        raise SystemExit(INTERRUPTED) from None
