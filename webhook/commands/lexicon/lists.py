"""`turnpoint lexicon compile | check | diff`: what a list says, by ids and numbers."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from webhook.commands.lexicon.options import (
    counted,
    identity_option,
    now,
    one_sentence,
    recipient_option,
    sealed_for,
    shelf_option,
)
from webhook.commands.lexicon.sources import document_at
from webhook.detection.compiling import compile_lists
from webhook.detection.differing import difference
from webhook.detection.reviewing import Remark, review
from webhook.detection.sealing import Identity, SealInvalid, seal
from webhook.detection.shelf import Shelf
from webhook.detection.wordlist import parse

MOST_TOLD = 200


@click.command("compile")
@click.argument("source")
@click.option(
    "--skip-refused", is_flag=True, help="Use the list although terms are refused; they find nothing."
)
@recipient_option
@identity_option
@shelf_option
@one_sentence()
def compile_(
    source: str, skip_refused: bool, recipients: tuple[str, ...], identity: Identity | None, shelf: Shelf
) -> None:
    """Review SOURCE (a sealed file, or a list document in JSON or YAML), seal it, put it on the shelf, use it.

    Terms that can't work or will flag ordinary searches are told by id and reason. Where one is refused, nothing is
    installed.
    """
    keys = sealed_for(recipients)
    document = document_at(source, shelf, identity)
    if _reviewed(document) and not skip_refused:
        click.echo("Nothing was installed. --skip-refused uses the list without those terms.", err=True)
        sys.exit(1)
    name, version = document["name"], document.get("version", 1)
    document = {**document, "version": version}
    if _is_in_use(document, shelf, identity):
        click.echo(f"{name} {version} is in use already.")
        return
    created = now()
    shelf.install(name, version, created, seal(document, keys, created))
    click.echo(f"{name} {version} is in use.")


@click.command()
@click.argument("source")
@identity_option
@shelf_option
@one_sentence()
def check(source: str, identity: Identity | None, shelf: Shelf) -> None:
    """Say what `compile` would say of SOURCE (a file, or NAME or NAME@VERSION on the shelf), and install nothing.

    Exit code 1 where the list can't be used or a term is refused.
    """
    if _reviewed(document_at(source, shelf, identity)):
        sys.exit(1)


@click.command()
@click.argument("old")
@click.argument("new")
@identity_option
@shelf_option
@one_sentence()
def diff(old: str, new: str, identity: Identity | None, shelf: Shelf) -> None:
    """Show which ids were added (+), removed (-) and changed (~) from OLD to NEW.

    Each is a file, or NAME or NAME@VERSION on the shelf. Fields are named, never shown.
    """
    documents = [document_at(source, shelf, identity) for source in (old, new)]
    for document in documents:
        parse(document)
    found = difference(*documents)
    for sign, entries in (("+", found.added), ("-", found.removed)):
        for entry in entries:
            click.echo(f"{sign} {entry}")
    for entry, fields in found.changed.items():
        click.echo(f"~ {entry}: {', '.join(fields)}")
    for name in found.beside:
        click.echo(f"~ {name} of the list")
    click.echo(f"{len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed.")


def _reviewed(document: Mapping[str, Any]) -> int:
    """Tell what there is to say of a list; how many of its terms are refused. Raises ListInvalid."""
    word_list = parse(document)
    remarks = review(word_list)
    compile_lists([word_list])
    refused = [remark for remark in remarks if remark.refused]
    told = [remark for remark in remarks if not remark.refused]
    _tell(refused, "refused")
    _tell(told, "note")
    click.echo(
        f"{word_list.name} {word_list.version}: {counted(len(word_list.terms), 'term')},"
        f" {counted(len(word_list.rules), 'rule')}; {len(refused):,} refused, {counted(len(told), 'note')}."
    )
    return len(refused)


def _tell(remarks: Sequence[Remark], kind: str) -> None:
    for remark in remarks[:MOST_TOLD]:
        click.echo(f"{kind}: {remark.id} {remark.reason}", err=kind == "refused")
    if len(remarks) > MOST_TOLD:
        click.echo(f"{kind}: … and {len(remarks) - MOST_TOLD:,} more", err=kind == "refused")


def _is_in_use(document: Mapping[str, Any], shelf: Shelf, identity: Identity | None) -> bool:
    """A list sealed again has other bytes, so the same content is known only by opening."""
    entry = shelf.state().lists.get(document["name"])
    if entry is None or entry.use != document["version"] or identity is None:
        return False
    try:
        return shelf.open(document["name"], identity).document == document
    except SealInvalid:
        return False


COMMANDS = (compile_, check, diff)
