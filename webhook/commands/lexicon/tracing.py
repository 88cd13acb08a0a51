"""`turnpoint lexicon trace`: whose copy leaked."""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click

from webhook.commands.lexicon.keys import secret_of
from webhook.commands.lexicon.options import counted, one_sentence, shelf_option
from webhook.detection.canaries import trace as trace_lines
from webhook.detection.guard import is_ordinary
from webhook.detection.shelf import Shelf

LONGEST_LINE = 1 << 16
NOBODY = 3
MOST_TOLD = 10


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--canary-key-file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The key that copies were published with; older ones on lines of their own.",
)
@click.option(
    "--partner", "partners", multiple=True, help="Look for this one; else for all that were published to."
)
@shelf_option
@one_sentence()
def trace(file: str, canary_key_file: Path, partners: tuple[str, ...], shelf: Shelf) -> None:
    """Name the partners whose canaries stand in FILE (- is standard input), with the lines.

    Exit code 3 where it is nobody's.
    """
    looked_for = partners or shelf.state().partners
    if not looked_for:
        raise click.UsageError("No copy was published from this shelf: name partners with --partner.")
    found: dict[str, list[int]] = defaultdict(list)
    for partner, line in trace_lines(_lines(file), looked_for, secret_of(canary_key_file), is_ordinary):
        found[partner].append(line)
    for partner, lines in sorted(found.items()):
        told = ", ".join(map(str, lines[:MOST_TOLD])) + (", …" if len(lines) > MOST_TOLD else "")
        click.echo(f"{partner}: {counted(len(lines), 'canary', 'canaries')}, lines {told}")
    if not found:
        click.echo(f"No canary of {counted(len(looked_for), 'partner')} stands there.")
        sys.exit(NOBODY)


def _lines(file: str) -> Iterator[str]:
    with click.open_file(file, "r", encoding="utf-8", errors="replace") as opened:
        while line := opened.readline(LONGEST_LINE):
            yield line


COMMANDS = (trace,)
