"""`turnpoint lexicon …`: protected terms, sealed from the first step on."""

import resource

import click

from webhook.commands.lexicon import feeds, filtering, keys, lists, reading, standing, tracing


@click.group("lexicon")
def command() -> None:
    """Protected terms: import, check, seal, use, publish, pull, trace.

    No term is ever shown: terms go by their id, rows by their number. Exit code 0: done. 1: refused, and everything is
    as it was. 2: called in a wrong way.
    """
    # A list opened in memory must not come to lie on a disk because the program died.
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


for module in (reading, lists, standing, feeds, filtering, keys, tracing):
    for each in module.COMMANDS:
        command.add_command(each)
