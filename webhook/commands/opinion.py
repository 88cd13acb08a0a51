"""`turnpoint opinion …`: train a second opinion on data of one's own, and measure it."""

import os
from pathlib import Path

import click

from webhook.detection.opinion import ModelInvalid
from webhook.detection.opinion.examples import Examples, ExamplesInvalid, read_examples
from webhook.detection.opinion.linear import FEWEST_BITS, MOST_BITS
from webhook.detection.opinion.measuring import Measured, measure
from webhook.detection.opinion.sealed import seal_model
from webhook.detection.opinion.training import UNSEEN, train
from webhook.detection.sealing import KeyInvalid
from webhook.services.second_opinion import read_opinion

NAMED = 10  # line numbers, in a message

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("opinion")
def command() -> None:
    """A second opinion beside the lists: off until TURNPOINT_OPINION names a model."""


@command.command("train")
@click.argument("file", type=FILE)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The model.")
@click.option("--bits", default=18, show_default=True, type=click.IntRange(FEWEST_BITS, MOST_BITS))
@click.option(
    "--recipient",
    "recipients",
    multiple=True,
    envvar="TURNPOINT_LEXICON_RECIPIENTS",
    help="Seal the model to this age key (age1…).",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def train_(file: Path, out: Path, bits: int, recipients: tuple[str, ...], force: bool) -> None:
    """Train on FILE: TSV (label, tab, text) or JSONL (`label`, `text`); a label is `grave` or `ordinary`, 1 or 0.

    Six tenths of the texts fit the model, two choose its thresholds, two measure it. The model tells something of
    these texts to whoever holds it: keep it as a list is kept.
    """
    if out.exists() and not force:
        raise click.ClickException(f"{out.name} is there already; --force writes over it.")
    examples = _examples(file)
    try:
        model = train(examples, bits)
        content = seal_model(model, recipients) if recipients else model.to_bytes()
    except (ExamplesInvalid, KeyInvalid) as reason:
        raise click.ClickException(str(reason)) from None
    try:
        _write(out, content)
    except OSError as error:
        raise click.ClickException(f"{out.name} cannot be written: {error.strerror}.") from None
    click.echo(f"{out.name}: grave from {model.raises:.3f} up, ordinary below {model.softens:.3f}.")
    click.echo("On the fifth of the texts that it has not seen:")
    _show(measure(model, examples.share(UNSEEN)))


@command.command("measure")
@click.argument("file", type=FILE)
@click.option("--model", "path", required=True, type=FILE, envvar="TURNPOINT_OPINION", help="The model.")
@click.option(
    "--identity-file",
    type=FILE,
    envvar="TURNPOINT_LEXICON_IDENTITY_FILE",
    help="The age key that opens a model.",
)
def measure_(file: Path, path: Path, identity_file: Path | None) -> None:
    """Measure the model on FILE, which it should not have seen; the same forms as for `train`."""
    try:
        identity = identity_file.read_text(encoding="utf-8") if identity_file else ""
        model = read_opinion(path, identity).opinion
    except ModelInvalid as reason:
        raise click.ClickException(str(reason)) from None
    except (OSError, UnicodeDecodeError):
        raise click.ClickException("The identity file cannot be read.") from None
    _show(measure(model, _examples(file)))


def _examples(file: Path) -> Examples:
    try:
        with file.open("rb") as lines:
            examples = read_examples(lines)
    except OSError as error:
        raise click.ClickException(f"{file.name} cannot be read: {error.strerror}.") from None
    if broken := examples.broken:
        named = ", ".join(map(str, broken[:NAMED])) + (", …" if len(broken) > NAMED else "")
        click.echo(f"{len(broken)} lines are no examples and are left out: {named}.", err=True)
    return examples


def _write(out: Path, content: bytes) -> None:
    unfinished = out.with_name(f"{out.name}.{os.getpid()}.new")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            os.fsync(file.fileno())
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


def _show(found: Measured) -> None:
    click.echo(f"  texts                    {found.grave} grave, {found.ordinary} ordinary")
    for name, share in (
        ("raised: precision", found.precision),
        ("raised: recall", found.recall),
        ("ordinary but raised", found.raised_ordinary),
        ("ordinary and softened", found.softened_ordinary),
        ("grave but softened", found.softened_grave),
        ("ranked rightly (AUC)", found.ranked),
        ("off (calibration)", found.off),
    ):
        click.echo(f"  {name:<24} {'-' if share is None else f'{share:.3f}'}")
    click.echo("  said     was      texts")
    for one in found.bins:
        if one.texts:
            click.echo(f"  {one.said:<8.3f} {one.was:<8.3f} {one.texts}")
