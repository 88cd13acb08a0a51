"""What the commands share: where the shelf is, which keys open and seal, one sentence for every failure."""

import os
import stat
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from webhook.detection.feed import FeedTaken, PullFailed
from webhook.detection.feed.signing import SigningKeyInvalid
from webhook.detection.fuse import FilterInvalid, FilterNotBuilt
from webhook.detection.importing import ImportRefused
from webhook.detection.sealing import Identity, SealInvalid, recipients_of
from webhook.detection.shelf import Shelf, ShelfError
from webhook.detection.wordlist import ListInvalid
from webhook.running.environment import home_of

REFUSALS = (
    FeedTaken,
    FilterInvalid,
    FilterNotBuilt,
    ImportRefused,
    ListInvalid,
    PullFailed,
    SealInvalid,
    ShelfError,
    SigningKeyInvalid,
)


@contextmanager
def one_sentence() -> Iterator[None]:
    """Turns every failure into one sentence. An unforeseen one is told by its type and place alone: its own words could
    hold a term."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except REFUSALS as refused:
        told = str(refused)
    except OSError as error:
        told = f"{error.filename or 'A file'} can't be used: {error.strerror or type(error).__name__}."
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        told = f"This failed in a way nobody foresaw ({type(error).__name__}, {place.name}:{place.lineno})."
    else:
        return
    raise click.ClickException(told if told.endswith(".") else f"{told}.")


def _shelf(_: click.Context, __: click.Parameter, folder: Path | None) -> Shelf:
    return Shelf(folder or home_of(os.environ) / "lexicons")


def _identity(_: click.Context, __: click.Parameter, file: Path | None) -> Identity | None:
    with one_sentence():
        if file is not None:
            return Identity.read(secret_file(file))
        text = os.environ.get("TURNPOINT_LEXICON_IDENTITY")
        return Identity.read(text) if text else None


shelf_option = click.option(
    "--shelf",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="TURNPOINT_LEXICONS",
    callback=_shelf,
    help="The folder of sealed lists; TURNPOINT_LEXICONS, or lexicons in TURNPOINT_HOME.",
)
identity_option = click.option(
    "--identity-file",
    "identity",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    envvar="TURNPOINT_LEXICON_IDENTITY_FILE",
    callback=_identity,
    help="The file with the age key that opens; also TURNPOINT_LEXICON_IDENTITY or its _FILE.",
)
recipient_option = click.option(
    "--recipient",
    "recipients",
    multiple=True,
    envvar="TURNPOINT_LEXICON_RECIPIENTS",
    help="A public age key to seal for; again for each. Also TURNPOINT_LEXICON_RECIPIENTS.",
)


def needed(identity: Identity | None) -> Identity:
    """The identity. Raises a click error where none is set."""
    if identity is None:
        raise click.UsageError("A key that opens is needed: --identity-file, or TURNPOINT_LEXICON_IDENTITY.")
    return identity


def sealed_for(recipients: tuple[str, ...]) -> tuple[str, ...]:
    """The recipients, checked. Raises a click error where none is named."""
    if not recipients:
        raise click.UsageError("Name whom to seal for: --recipient, or TURNPOINT_LEXICON_RECIPIENTS.")
    return recipients_of(recipients)


def secret_file(file: Path) -> str:
    """The content of a file with a key; says so where others can read it."""
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        click.echo(f"Others than you can read {file}; a key is for its owner alone (chmod 600).", err=True)
    return file.read_bytes().decode("ascii", "replace").strip()


def now() -> datetime:
    """The time in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
