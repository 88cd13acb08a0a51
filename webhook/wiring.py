"""What a command needs before it begins: settings and the wired context, or one sentence and exit code 2."""

import os
from typing import TYPE_CHECKING

import click

from webhook import logs
from webhook.running.environment import for_development, home_of
from webhook.running.keys import MADE, kept_keys
from webhook.settings import Settings, SettingsInvalid

if TYPE_CHECKING:
    from webhook.services.context import Context


def environ() -> dict[str, str]:
    """The environment. Where it sets no key at all and `turnpoint up` has made them all in the home folder, this is a
    developer's machine: the development settings then, unless TURNPOINT_ENV says otherwise."""
    given = dict(os.environ)
    wanted = given.get("TURNPOINT_ENV") or "development"
    all_kept = len(kept_keys(home_of(given), given)) == len(MADE)
    return for_development(given) if wanted == "development" and all_kept else given


def settings() -> Settings:
    """The settings of this process; ends the program with one sentence where they are not valid."""
    try:
        return Settings.from_environ(environ())
    except SettingsInvalid as error:
        raise click.ClickException(str(error)) from None


def context() -> "Context":
    """The wired service for a command."""
    # Here, and not above: the service takes seconds to load, and `serve` loads it in gunicorn's worker.
    from webhook.app import create_context
    from webhook.content import ContentInvalid

    logs.configure()
    try:
        return create_context(settings())
    except ContentInvalid as error:
        raise click.ClickException(
            "The words in data/ are not valid: " + " ".join(error.problems[:3])
        ) from None
