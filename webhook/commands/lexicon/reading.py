"""`turnpoint lexicon import`: rows of a file into a sealed list."""

import sys
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from webhook.commands.lexicon.options import (
    counted,
    identity_option,
    needed,
    now,
    one_sentence,
    recipient_option,
    sealed_for,
    shelf_option,
)
from webhook.commands.lexicon.sources import document_at
from webhook.detection.finding import KINDS, SEVERITIES
from webhook.detection.importing import Heading, Imported, RowsBroken, import_list, same_phrase
from webhook.detection.sealing import Identity, seal
from webhook.detection.shelf import LONGEST_NAME, NAME, Shelf
from webhook.detection.shelf.durable import replaced


def _name(_: click.Context, __: click.Parameter, name: str) -> str:
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise click.BadParameter("a list's name has small letters, digits and single hyphens, at most 60.")
    return name


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--name", required=True, callback=_name, help="Small letters, digits, hyphens.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The sealed file to write."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "txt", "xlsx", "json"]),
    help="Else by its ending.",
)
@click.option(
    "--version", type=click.IntRange(min=1), help="The next one on the shelf, where nothing is said."
)
@click.option("--language", help="Of terms that name none, such as en.")
@click.option("--category", default="protected-search", show_default=True, help="Of terms that name none.")
@click.option(
    "--severity", type=click.Choice(SEVERITIES), default="warning", show_default=True, help="The same."
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(sorted(KINDS)),
    help="The same; else all.",
)
@click.option(
    "--like", help="A sealed file or NAME[@VERSION] whose ids are kept; else the list in use of this name."
)
@click.option("--skip-broken", is_flag=True, help="Leave broken rows out, instead of importing nothing.")
@recipient_option
@identity_option
@shelf_option
@one_sentence()
def import_(
    file: str,
    name: str,
    out: Path,
    form: str | None,
    version: int | None,
    like: str | None,
    skip_broken: bool,
    recipients: tuple[str, ...],
    identity: Identity | None,
    shelf: Shelf,
    **heading: Any,
) -> None:
    """Read FILE (CSV, TXT, XLSX, JSON; - is standard input) and seal it as a list.

    Every broken row is told by its number and a reason. Where one is broken, nothing is written.
    """
    keys = sealed_for(recipients)
    known = shelf.state().lists.get(name)
    number = version or (known.highest + 1 if known else 1)
    kinds = sorted(heading["kinds"] or KINDS)
    defaults = {"category": heading["category"], "severity": heading["severity"], "kinds": kinds}
    imported = _imported(
        file,
        form or Path(file).suffix.lstrip(".").lower(),
        Heading(name, number, heading["language"], defaults),
        _ids(like or (name if known and identity else None), shelf, identity),
        skip_broken,
    )
    replaced(out, seal(imported.document, keys, now()))
    click.echo(
        f"{name} {number}: {counted(imported.rows, 'term')}, sealed in {out} for {counted(len(keys), 'key')}."
    )
    if imported.ids_made:
        kept = "" if like or identity else " To keep them in the next version, give --identity-file then."
        click.echo(f"{counted(imported.ids_made, 'new id')} made.{kept}")
    if file != "-":
        click.echo(
            f"{file} still lies there in clear: remove it, and its copies, once {out} is in use.", err=True
        )


def _imported(file: str, form: str, heading: Heading, earlier: dict[str, str], skip_broken: bool) -> Imported:
    try:
        with click.open_file(file, "rb") as opened:
            imported = import_list(
                cast(BinaryIO, opened), form, heading, earlier=earlier, skip_broken=skip_broken
            )
    except RowsBroken as broken:
        _tell(broken.problems, broken.count)
        click.echo("Nothing was imported. --skip-broken leaves them out.", err=True)
        sys.exit(1)
    _tell(imported.left_out, imported.count_left_out)
    return imported


def _tell(problems: tuple[Any, ...], count: int) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
    if count > len(problems):
        click.echo(f"… and {count - len(problems):,} more.", err=True)
    if count:
        click.echo(f"{counted(count, 'broken row')}.", err=True)


def _ids(like: str | None, shelf: Shelf, identity: Identity | None) -> dict[str, str]:
    """Which id a phrase had before."""
    if like is None:
        return {}
    before = document_at(like, shelf, needed(identity))
    return {same_phrase(term["phrase"]): term["id"] for term in before.get("terms", [])}


COMMANDS = (import_,)
