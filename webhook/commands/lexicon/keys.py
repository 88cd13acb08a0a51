"""`turnpoint lexicon keygen`: the kinds of key that lists need."""

import base64
import binascii
import secrets
from pathlib import Path

import click

from webhook.commands.lexicon.options import one_sentence, secret_file
from webhook.detection.feed.signing import new_key
from webhook.detection.sealing import Identity
from webhook.detection.shelf.durable import made_new

KEY_BYTES = 32


@click.command()
@click.argument("kind", type=click.Choice(["identity", "signing", "canary", "filter"]))
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file that is not there yet.",
)
@one_sentence()
def keygen(kind: str, out: Path) -> None:
    """Make a key in a file for its owner alone; what others may know of it is printed.

    identity: opens lists (an age key; age and its tools read the file). signing: signs a feed. canary: makes the
    invented words in partners' copies; without it no leak can be traced. filter: the
    key of one partner's filter.
    """
    if kind == "identity":
        identity = Identity.made()
        content, public = identity.file(), f"Recipient: {identity.recipients[0]}"
    elif kind == "signing":
        private, pinned = new_key()
        content, public = private + "\n", f"TURNPOINT_LEXICON_FEED_KEY: {pinned}"
    else:
        content, public = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode() + "\n", ""
    try:
        made_new(out, content.encode())
    except FileExistsError:
        raise click.ClickException(f"{out} is there already, and a key is not overwritten.") from None
    click.echo(f"{out} is made. Keep a copy where nobody else comes.", err=True)
    if public:
        click.echo(public)


def secret_of(file: Path) -> list[bytes]:
    """The keys of a file with 32 bytes in base64 a line, newest first. Raises a click error."""
    try:
        keys = [base64.b64decode(line, validate=True) for line in secret_file(file).split()]
    except binascii.Error:
        keys = []
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise click.ClickException(f"{file} does not hold 32 bytes in base64.")
    return keys


COMMANDS = (keygen,)
