"""`turnpoint lexicon publish | renew | pull`: signed feeds of lists."""

import os
import sys
from datetime import timedelta
from pathlib import Path

import click

from webhook.commands.lexicon.keys import secret_of
from webhook.commands.lexicon.options import (
    counted,
    identity_option,
    needed,
    now,
    one_sentence,
    recipient_option,
    sealed_for,
    secret_file,
    shelf_option,
)
from webhook.detection.canaries import COUNT, MOST, planted
from webhook.detection.feed import PullFailed
from webhook.detection.feed import publish as publish_list
from webhook.detection.feed import pull as pull_list
from webhook.detection.feed import renew as renew_offer
from webhook.detection.feed.fetching import shown
from webhook.detection.guard import is_ordinary
from webhook.detection.sealing import Identity, Opened, seal
from webhook.detection.shelf import Shelf

MOST_DAYS = 3650

_to = click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The feed's folder.",
)
_signing_key = click.option(
    "--signing-key-file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The key made by keygen signing.",
)


@click.command()
@click.argument("name")
@_to
@_signing_key
@click.option("--version", type=click.IntRange(min=1), help="The one in use, where nothing is said.")
@click.option("--partner", help="Whose copy this is; plants the partner's canaries.")
@click.option(
    "--canary-key-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The key made by keygen canary; goes with --partner.",
)
@click.option("--canaries", type=click.IntRange(1, MOST), default=COUNT, show_default=True, help="How many.")
@click.option(
    "--days",
    type=click.IntRange(1, MOST_DAYS),
    help="After so many days `pull` refuses the offer; `renew` moves that. Else it has no end.",
)
@recipient_option
@identity_option
@shelf_option
@one_sentence()
def publish(
    name: str,
    folder: Path,
    signing_key_file: Path,
    version: int | None,
    partner: str | None,
    canary_key_file: Path | None,
    canaries: int,
    days: int | None,
    recipients: tuple[str, ...],
    identity: Identity | None,
    shelf: Shelf,
) -> None:
    """Put the list NAME into a feed's folder, sealed for its recipients and signed. One folder, one list.

    For each partner use a folder of its own, with --partner and --canary-key-file: a leaked copy can then be traced.
    """
    if (partner is None) != (canary_key_file is None):
        raise click.UsageError("--partner and --canary-key-file go together.")
    keys = sealed_for(recipients)
    opened = shelf.open(name, needed(identity), version)
    document = opened.document
    if partner and canary_key_file:
        document = planted(document, partner, secret_of(canary_key_file)[0], is_ordinary, canaries)
        shelf.remember_partner(partner)
    copy = Opened(opened.name, opened.version, opened.created, document)
    sealed = seal(document, keys, opened.created)
    expires = now() + timedelta(days=days) if days else None
    manifest = publish_list(folder, copy, sealed, secret_file(signing_key_file), expires)
    click.echo(
        f"{name} {manifest.version}: {manifest.size:,} bytes for {counted(len(keys), 'key')} in {folder}."
    )
    if manifest.expires:
        click.echo(f"The offer ends at {manifest.expires.isoformat()}.")


@click.command()
@_to
@_signing_key
@click.option(
    "--days", required=True, type=click.IntRange(1, MOST_DAYS), help="How many days from now it is good."
)
@one_sentence()
def renew(folder: Path, signing_key_file: Path, days: int) -> None:
    """Sign a feed's offer anew, the same list with a later end; needs no key that opens. For a timer."""
    expires = now() + timedelta(days=days)
    manifest = renew_offer(folder, secret_file(signing_key_file), expires)
    click.echo(f"{manifest.name} {manifest.version}: the offer ends at {expires.isoformat()}.")


@click.command()
@click.argument("places", nargs=-1)
@click.option(
    "--key", envvar="TURNPOINT_LEXICON_FEED_KEY", help="The feed's public key; TURNPOINT_LEXICON_FEED_KEY."
)
@click.option("--only", help="Refuse every list but this one.")
@identity_option
@shelf_option
@one_sentence()
def pull(
    places: tuple[str, ...],
    key: str | None,
    only: str | None,
    identity: Identity | None,
    shelf: Shelf,
) -> None:
    """Take what is new from the feeds at PLACES (http, https, a folder) and use it; TURNPOINT_LEXICON_FEED else.

    A feed is trusted for its signature alone. Whatever is wrong with it, the list in use stays, and the exit code is 1.
    """
    places = places or tuple(os.environ.get("TURNPOINT_LEXICON_FEED", "").split())
    if not places or not key:
        raise click.UsageError("Name a feed and its key: TURNPOINT_LEXICON_FEED, TURNPOINT_LEXICON_FEED_KEY.")
    failed = 0
    for place in places:
        try:
            pulled = pull_list(place, key, shelf, needed(identity), only=only)
        except PullFailed as reason:
            failed += 1
            click.echo(f"{shown(place)}: {reason}", err=True)
            continue
        offer = f"{pulled.manifest.name} {pulled.manifest.version} of {pulled.manifest.created.isoformat()}"
        click.echo(f"{offer} is in use." if pulled.new else f"{offer} is nothing new.")
    if failed:
        sys.exit(1)


COMMANDS = (publish, renew, pull)
