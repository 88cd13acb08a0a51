"""`turnpoint lexicon filter`: for a partner whom the list itself must not reach."""

from dataclasses import replace
from pathlib import Path

import click

from webhook.commands.lexicon.keys import secret_of
from webhook.commands.lexicon.options import counted, identity_option, needed, one_sentence, shelf_option
from webhook.detection.finding import KINDS
from webhook.detection.keyed import KeyedFilter, build, not_covered
from webhook.detection.sealing import Identity
from webhook.detection.shelf import Shelf
from webhook.detection.shelf.durable import replaced
from webhook.detection.wordlist import WordList, parse


@click.command("filter")
@click.argument("names", nargs=-1, required=True)
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write."
)
@click.option(
    "--key-file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The partner's own key, made by keygen filter.",
)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(sorted(KINDS)), help="What it is for; else all."
)
@click.option("--order", is_flag=True, help="Also find terms of any order in another order.")
@click.option("--typo", is_flag=True, help="Also find one wrong letter; the file is many times as large.")
@click.option("--without-high", is_flag=True, help="Leave out terms of high severity, as for a browser.")
@identity_option
@shelf_option
@one_sentence()
def filter_(
    names: tuple[str, ...],
    out: Path,
    key_file: Path,
    kinds: tuple[str, ...],
    order: bool,
    typo: bool,
    without_high: bool,
    identity: Identity | None,
    shelf: Shelf,
) -> None:
    """Make a filter of the lists NAMES that says which queries are worth sending here. It holds no term.

    Whoever holds both filter and key can ask it about any phrase, a million a second: give each
    partner a key of its own.
    """
    lists = [_list(shelf, name, needed(identity), without_high) for name in names]
    key, wanted = secret_of(key_file)[0], kinds or tuple(sorted(KINDS))
    made = build(lists, key, kinds=wanted, order=order, typo=typo)
    replaced(out, made)
    left = not_covered(lists, wanted)
    click.echo(f"{out}: {counted(KeyedFilter.from_bytes(made, key).keys, 'key')}, {len(made):,} bytes.")
    for what, says in LEFT.items():
        if left[what]:
            click.echo(f"{left[what]:,} {says}", err=True)


LEFT = {
    "rules": "rules are not covered: send such queries to /v1/screen, or do without.",
    "gaps": "terms are found only without other words between theirs.",
    "unbounded": "terms without word boundaries are not covered.",
    "refused": "terms are refused, as `check` says.",
}


def _list(shelf: Shelf, name: str, identity: Identity, without_high: bool) -> WordList:
    found = parse(shelf.open(name, identity).document)
    if without_high:
        found = replace(
            found,
            terms=tuple(term for term in found.terms if term.severity != "high"),
            rules=tuple(rule for rule in found.rules if rule.severity != "high"),
        )
    return found


COMMANDS = (filter_,)
