"""`turnpoint content …`: look after the words, helplines and rules in data/."""

import sys
from pathlib import Path

import click

from webhook.content import ContentInvalid
from webhook.content.checks import check as check_content
from webhook.detection import LexiconInvalid, load_lexicons
from webhook.safety import Screen


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
def check(root: Path) -> None:
    """Say what is wrong under the data folder, one sentence each with file and place.

    Exit code 1 when something must be mended; notes alone leave it at 0.
    """
    report = check_content(root)
    problems = [*report.problems, *_unusable(root)]
    for note in report.notes:
        click.echo(f"note: {note}")
    for problem in problems:
        click.echo(problem, err=True)
    click.echo(
        f"{len(problems)} problems, {len(report.notes)} notes."
        if problems or report.notes
        else "All is well."
    )
    sys.exit(1 if problems else 0)


def _unusable(root: Path) -> list[str]:
    """What the crisis screen and the detector refuse to start with."""
    try:
        Screen.load(root)
        load_lexicons(root / "lexicon")
    except ContentInvalid as invalid:
        return list(invalid.problems)
    except LexiconInvalid as invalid:
        return [str(invalid)]
    return []
