"""`turnpoint screen FILE`: a partner's back catalogue of tags and titles, screened without a server."""

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from webhook.detection.bulk import (
    ENCODINGS,
    CannotResume,
    Counts,
    Form,
    InputInvalid,
    Layout,
    OutForm,
    Run,
    Source,
    WorkerLost,
    to_file,
    to_stream,
)
from webhook.detection.bulk.terminal import Meter, cannot_be_read, exit_code, summary
from webhook.detection.finding import KINDS, Detector
from webhook.detection.opinion import ModelInvalid
from webhook.running.environment import data_of, home_of
from webhook.services.offline import ListsUnusable, Offline, named_lists, own_lists
from webhook.services.second_opinion import Read, read_opinion

FORMS: dict[str, Form] = {".txt": "txt", ".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
PATH = click.Path(dir_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@click.command("screen")
@click.argument("file", type=FILE)
@click.option("--out", type=PATH, help="Where the answers go; without it, to standard output.")
@click.option(
    "--out-format", type=click.Choice(["jsonl", "csv"]), help="Else by the name of --out; or JSONL."
)
@click.option("--format", "form", type=click.Choice(["txt", "csv", "jsonl"]), help="Else by FILE's name.")
@click.option("--column", "columns", multiple=True, help="A column of CSV with text; may be repeated.")
@click.option(
    "--field", "fields", multiple=True, help="A field of JSONL: a text or a list of them; may be repeated."
)
@click.option("--id", "id_", help="The column or field with your own id, told with each answer.")
@click.option("--split", help="What stands between the tags of one cell, such as ';'.")
@click.option("--delimiter", help="Between columns; else a comma, or a tab for .tsv.")
@click.option("--no-header", is_flag=True, help="The CSV has no header: columns are numbers, from 1.")
@click.option("--encoding", type=click.Choice(ENCODINGS), default="utf-8", show_default=True)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(sorted(KINDS)), help="Else upload; may be repeated."
)
@click.option(
    "--list", "lists", multiple=True, type=PATH, help="A list to use, instead of the service's own."
)
@click.option(
    "--identity-file",
    type=PATH,
    envvar="TURNPOINT_LEXICON_IDENTITY_FILE",
    help="The age key that opens lists.",
)
@click.option("--only-hits", is_flag=True, help="Leave out the records with nothing to say of.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that screen."
)
@click.option("--resume", is_flag=True, help="Go on where a run was cut off; begin where none was.")
@click.option("--force", is_flag=True, help="Write over an output that is there.")
@click.option("--progress", is_flag=True, help="Show progress where there is no terminal.")
@click.option("--fail-on-hit", is_flag=True, help="Exit code 3 where there is a notice or a warning.")
def command(file: Path, out: Path | None, progress: bool, fail_on_hit: bool, **options: Any) -> None:
    """Screen every record of FILE: TXT (a line each), CSV or JSONL, also as .gz; - is standard input.

    An answer has the record's number, your id, an action (none, notice, warning), a category and a severity; never
    the text, a term or a score. A file of any size takes the same memory.

    Exit code 0: all was screened. 1: it was not, and the reason is one sentence; --resume goes on. 2: wrong use.
    3: hits, with --fail-on-hit. 4: some records could not be read; the answers and the last line name them.
    """
    meter = Meter(sys.stderr, forced=progress)
    with _one_sentence():
        counts = _run(file, out, meter, options)
    meter.end()
    click.echo(summary(counts), err=True)
    sys.exit(exit_code(counts, fail_on_hit=fail_on_hit))


def _run(file: Path, out: Path | None, meter: Meter, options: dict[str, Any]) -> Counts:
    layout = _layout(file, options)
    if out is None and (options["resume"] or options["force"]):
        raise click.UsageError("--resume and --force need --out.")
    if out is not None and out.exists() and not (options["resume"] or options["force"]):
        raise click.ClickException(f"{out.name} is there: --resume goes on with it, --force writes over it.")
    if out is not None and file.exists() and out.exists() and out.samefile(file):
        raise click.UsageError("--out is FILE itself.")
    kinds = tuple(sorted(set(options["kinds"]))) or ("upload",)
    lists = _lists(options["lists"], options["identity_file"])
    if reason := lists.idle(kinds):
        raise click.ClickException(reason)
    by_name: OutForm = "csv" if out is not None and out.suffix == ".csv" else "jsonl"
    run = Run(
        layout,
        kinds=kinds,
        lists=lists.versions,
        out_form=options["out_format"] or by_name,
        only_hits=options["only_hits"],
        jobs=options["jobs"],
    )
    if str(file) == "-":
        return _screened(run, lists.detector, sys.stdin.buffer, None, out, meter, options["resume"])
    with file.open("rb") as raw:
        return _screened(run, lists.detector, raw, file.stat().st_size, out, meter, options["resume"])


def _screened(
    run: Run,
    detector: Detector,
    raw: BinaryIO,
    size: int | None,
    out: Path | None,
    meter: Meter,
    resume: bool,
) -> Counts:
    source = Source(raw, size)
    if out is None:
        return to_stream(run, detector, source, sys.stdout.buffer, meter)
    return to_file(run, detector, source, out, meter, resume=resume)


def _lists(files: tuple[Path, ...], identity_file: Path | None) -> Offline:
    try:
        given = os.environ.get("TURNPOINT_LEXICON_IDENTITY", "")
        identity = identity_file.read_text(encoding="utf-8") if identity_file else given
    except (OSError, UnicodeDecodeError):
        raise click.ClickException("The identity file cannot be read.") from None
    shelf = Path(os.environ.get("TURNPOINT_LEXICONS") or home_of(os.environ) / "lexicons")
    lists = named_lists(files, identity) if files else own_lists(data_of(os.environ), shelf, identity)
    return lists.weighed(_opinion(identity))


def _opinion(identity: str) -> Read | None:
    """As the service has it: one that cannot be used is told of, and the lists go on alone."""
    path = os.environ.get("TURNPOINT_OPINION")
    try:
        return read_opinion(Path(path), identity) if path else None
    except ModelInvalid as reason:
        click.echo(f"Without a second opinion: {reason}", err=True)
        return None


def _layout(file: Path, options: dict[str, Any]) -> Layout:
    columns, fields = options["columns"], options["fields"]
    if not options["form"] and (reason := cannot_be_read(file.name)):
        raise click.UsageError(reason)
    form = options["form"] or _form(file, columns, fields)
    wanted = {"txt": (), "csv": columns, "jsonl": fields}[form]
    if (columns or fields) != wanted or (columns and fields):
        raise click.UsageError("--column is for CSV, --field for JSONL.")
    if form != "txt" and not wanted:
        raise click.UsageError(f"Which {'--column' if form == 'csv' else '--field'} has the text?")
    if form == "txt" and options["id_"]:
        raise click.UsageError("A TXT file has no ids.")
    if options["id_"] in wanted:
        raise click.UsageError("--id names a text: texts are never written.")
    if options["split"] == "":
        raise click.UsageError("--split needs at least one character.")
    delimiter = options["delimiter"] or ("\t" if _plain_suffix(file) == ".tsv" else ",")
    delimiter = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise click.UsageError("--delimiter is one character, or tab.")
    return Layout(
        form=cast(Form, form),
        fields=wanted,
        id=options["id_"],
        delimiter=delimiter,
        header=not options["no_header"],
        encoding=options["encoding"],
        split=options["split"],
    )


def _form(file: Path, columns: tuple[str, ...], fields: tuple[str, ...]) -> Form:
    by_option: Form = "csv" if columns else "jsonl" if fields else "txt"
    if str(file) == "-":
        return by_option
    return FORMS.get(_plain_suffix(file), by_option)


def _plain_suffix(file: Path) -> str:
    return Path(file.name.lower().removesuffix(".gz")).suffix


@contextmanager
def _one_sentence() -> Any:
    try:
        yield
    except (InputInvalid, CannotResume, WorkerLost, ListsUnusable) as reason:
        raise click.ClickException(str(reason)) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.ClickException("Whoever read the answers has gone.") from None
    except OSError as error:
        told = f"{error.filename} can't be used" if error.filename else "The run was cut off"
        raise click.ClickException(f"{told}: {error.strerror or type(error).__name__}.") from None
    except KeyboardInterrupt:
        click.echo("\nStopped; --resume goes on.", err=True)
        raise SystemExit(130) from None
