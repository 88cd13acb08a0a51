"""`turnpoint …`: one command a module in `webhook/commands/`, loaded when it is called."""

import importlib
import pkgutil
from typing import Any

import click

from webhook import commands


class Commands(click.Group):
    """Finds the commands by their modules, so that `turnpoint --help` lists what is there."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the modules."""
        return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command called `command` in the module of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"webhook.commands.{cmd_name}")
        found: click.Command = module.command
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main(**_: Any) -> None:
    """Turnpoint: a warning, a conversation, a person."""
