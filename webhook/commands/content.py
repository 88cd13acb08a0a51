"""`turnpoint content …`: look after the words, helplines and rules in data/."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from webhook.content import Content, ContentInvalid
from webhook.content.checks import calling
from webhook.content.checks import check as check_content
from webhook.detection.compiling import compile_lists
from webhook.detection.reviewing import review
from webhook.detection.wordlist import ListInvalid, parse
from webhook.safety import Screen
from webhook.services.list_sources import PublicLists


@click.group("content")
def command() -> None:
    """The words, helplines and rules in data/."""


@command.command("check")
@click.option(
    "--data",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="TURNPOINT_DATA",
    default=Path("data"),
    show_default=True,
    help="The folder to check.",
)
@click.option("--directory", is_flag=True, help="List every contact to ring or open before going live.")
def check(root: Path, directory: bool) -> None:
    """Say what is wrong under the data folder, one sentence each with file and place.

    Exit code 1 when something must be mended; notes alone leave it at 0.
    """
    if directory:
        _list_contacts(root)
        return
    report = check_content(root)
    lists = list(_lists(root))
    problems = [*report.problems, *_unusable(root), *(said for said, grave in lists if grave)]
    notes = [*report.notes, *(said for said, grave in lists if not grave)]
    for note in notes:
        click.echo(f"note: {note}")
    for problem in problems:
        click.echo(problem, err=True)
    click.echo(f"{len(problems)} problems, {len(notes)} notes." if problems or notes else "All is well.")
    sys.exit(1 if problems else 0)


def _list_contacts(root: Path) -> None:
    try:
        content = Content.load(root)
    except ContentInvalid as invalid:
        raise click.ClickException("\n".join(invalid.problems)) from None
    for line in calling.lines(content.directory):
        click.echo(line)


def _unusable(root: Path) -> list[str]:
    """What the crisis screen refuses to start with."""
    try:
        Screen.load(root)
    except ContentInvalid as invalid:
        return list(invalid.problems)
    return []


def _lists(root: Path) -> Iterator[tuple[str, bool]]:
    """What is wrong with the public word lists, and whether it must be mended; terms are named by id."""
    usable = []
    for given in PublicLists(root / "lexicon").given():
        place = f"data/lexicon/{given.key.removeprefix(PublicLists.prefix)}"
        try:
            if given.document is None:
                raise ListInvalid(given.name, given.reason or "is not a list")
            usable.append(parse(given.document))
        except ListInvalid as invalid:
            yield f"{place}: {invalid}.", True
            continue
        yield from ((f"{place}: {each.id} {each.reason}.", each.refused) for each in review(usable[-1]))
    try:
        compile_lists(usable)
    except ListInvalid as invalid:
        yield f"data/lexicon/: {invalid}.", True
