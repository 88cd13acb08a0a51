"""`turnpoint-detection`: make a key, pull lists from a signed feed, check them, screen a file; without the service."""

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copytree
from typing import Any, cast

from .bulk import (
    ENCODINGS,
    CannotResume,
    Counts,
    Form,
    InputInvalid,
    Layout,
    Run,
    Source,
    WorkerLost,
    to_file,
    to_stream,
)
from .bulk.terminal import FAILED, Meter, cannot_be_read, exit_code, summary
from .compiling import compile_lists
from .feed import PullFailed, pull
from .finding import KINDS
from .reviewing import counted_kinds, idle, review
from .sealing import MAGIC, Identity, SealInvalid, unseal
from .shelf import Shelf, ShelfError
from .shelf.durable import made_new
from .wordlist import ListInvalid, WordList, parse

FORMS = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
STOPPED = 130


class Refused(Exception):
    """It can't be done. One sentence, without a term."""


REFUSALS = (
    Refused, InputInvalid, CannotResume, WorkerLost, ListInvalid, PullFailed, SealInvalid, ShelfError,
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Exit codes: 0 done, 1 not done and why in one sentence, 2 wrong use, 3 hits with --fail-on-hit, 4 some
    records could not be read, 130 stopped."""
    asked = parser().parse_args(arguments)
    try:
        code = asked.run(asked)
    except REFUSALS as reason:
        sys.exit(_told(str(reason)))
    except OSError as error:
        told = f"{error.filename} can't be used" if error.filename else "It was cut off"
        sys.exit(_told(f"{told}: {error.strerror or type(error).__name__}."))
    except KeyboardInterrupt:
        code = STOPPED
    sys.exit(code)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    whole = argparse.ArgumentParser(prog="turnpoint-detection", description=__doc__)
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    one = commands.add_parser("screen", help="screen every record of a file: TXT, CSV or JSONL, also .gz")
    one.set_defaults(run=screen)
    one.add_argument("file", type=Path, help="- is standard input")
    one.add_argument("--out", type=Path, help="where the answers go; else to standard output")
    one.add_argument("--resume", action="store_true", help="go on where a run was cut off (with --out)")
    one.add_argument(
        "--field", action="append", default=[], help="the column or field with text; may be repeated"
    )
    one.add_argument("--id", help="the column or field with your own id")
    one.add_argument("--encoding", choices=ENCODINGS, default="utf-8")
    one.add_argument("--kind", action="append", choices=sorted(KINDS), default=[], help="else upload")
    one.add_argument("--jobs", type=int, choices=range(1, 65), default=1, metavar="1-64")
    one.add_argument("--only-hits", action="store_true")
    one.add_argument("--fail-on-hit", action="store_true")
    one.add_argument(
        "--list", action="append", type=Path, default=[], help="a list: sealed, or JSON in clear"
    )
    _shelf(one)
    two = commands.add_parser("pull", help="take what is new from a signed feed onto the shelf, and use it")
    two.set_defaults(run=pulled)
    two.add_argument("place", help="http, https or a folder")
    two.add_argument("--key", required=True, help="the public key that its manifest must be signed by")
    two.add_argument("--only", help="refuse every list but this one")
    _shelf(two)
    three = commands.add_parser("check", help="whether lists can be used, and what their owner should know")
    three.set_defaults(run=check)
    three.add_argument(
        "list", nargs="*", type=Path, help="a list: sealed, or JSON in clear; else the shelf's"
    )
    _shelf(three)
    four = commands.add_parser("javascript", help="copy the modules and table for a browser into a folder")
    four.set_defaults(run=javascript)
    four.add_argument("folder", type=Path)
    five = commands.add_parser("keygen", help="make the age key that opens lists, and print its public key")
    five.set_defaults(run=keygen)
    five.add_argument("file", type=Path, help="a file that is not there yet")
    return whole


def _shelf(command: argparse.ArgumentParser) -> None:
    command.add_argument("--shelf", type=Path, help="the folder of sealed lists that `pull` fills")
    command.add_argument("--identity-file", type=Path, help="the age key that opens sealed lists")


def screen(asked: argparse.Namespace) -> int:
    """Screen a file, or standard input."""
    standard = str(asked.file) == "-"
    form = FORMS.get(Path(asked.file.name.lower().removesuffix(".gz")).suffix, "txt")
    _asked_rightly(asked, form)
    if asked.resume and asked.out is None:
        raise Refused("--resume needs --out.")
    if asked.out is not None and asked.out.exists() and not asked.resume:
        raise Refused(f"{asked.out.name} is there: --resume goes on with it; to begin anew, remove it.")
    tab = ".tsv" in asked.file.suffixes
    layout = Layout(
        form=cast(Form, form), fields=tuple(asked.field), id=asked.id, delimiter="\t" if tab else ",",
        encoding=asked.encoding,
    )  # fmt: skip
    kinds = tuple(sorted(set(asked.kind))) or ("upload",)
    lists = _lists(asked.list, asked)
    if reason := idle(counted_kinds(lists), kinds):
        raise Refused(reason)
    run = Run(
        layout,
        kinds=kinds,
        lists=", ".join(f"{one.name} {one.version}" for one in lists),
        only_hits=asked.only_hits,
        jobs=asked.jobs,
    )
    if standard:
        counts = _screened(run, lists, Source(sys.stdin.buffer, None), asked)
    else:
        with asked.file.open("rb") as raw:
            counts = _screened(run, lists, Source(raw, asked.file.stat().st_size), asked)
    _say(summary(counts), sys.stderr)
    return exit_code(counts, fail_on_hit=asked.fail_on_hit)


def _asked_rightly(asked: argparse.Namespace, form: str) -> None:
    if reason := cannot_be_read(asked.file.name):
        raise Refused(reason)
    if form == "txt" and (asked.field or asked.id):
        raise Refused(
            f"--field and --id are for .csv and .jsonl, and {asked.file.name} is read as TXT, a text a line."
        )
    if form != "txt" and not asked.field:
        raise Refused(f"Which column or field of {asked.file.name} has the text? --field NAME.")


def _screened(run: Run, lists: Sequence[WordList], source: Source, asked: argparse.Namespace) -> Counts:
    meter, engine = Meter(sys.stderr), compile_lists(lists)
    try:
        if asked.out is None:
            return to_stream(run, engine, source, sys.stdout.buffer, meter)
        return to_file(run, engine, source, asked.out, meter, resume=asked.resume)
    finally:
        meter.end()


def pulled(asked: argparse.Namespace) -> int:
    """Take a feed's list onto the shelf."""
    if asked.shelf is None:
        raise Refused("Where to? --shelf FOLDER.")
    found = pull(asked.place, asked.key, Shelf(asked.shelf), _identity(asked), only=asked.only)
    offer = f"{found.manifest.name} {found.manifest.version} of {found.manifest.created.isoformat()}"
    _say(f"{offer} is in use." if found.new else f"{offer} is nothing new.", sys.stdout)
    return 0


def check(asked: argparse.Namespace) -> int:
    """Compile lists, and tell the remarks on their terms by id."""
    lists = _lists(asked.list, asked)
    compile_lists(lists)
    if reason := idle(counted_kinds(lists), KINDS):
        raise Refused(reason)
    for one in lists:
        _say(f"{one.name} {one.version}: {len(one.terms):,} terms, {len(one.rules):,} rules.", sys.stdout)
        for remark in review(one):
            _say(f"  {remark.id}: {'left out: ' * remark.refused}{remark.reason}", sys.stdout)
    return 0


def keygen(asked: argparse.Namespace) -> int:
    """Make an age key in a file for its owner alone; its public key, which others seal for, is printed."""
    identity = Identity.made()
    try:
        made_new(asked.file, identity.file().encode())
    except FileExistsError:
        raise Refused(f"{asked.file} is there already, and a key is not overwritten.") from None
    _say(identity.recipients[0], sys.stdout)
    return 0


def javascript(asked: argparse.Namespace) -> int:
    """Copy what a browser needs: `javascript/` and `tables/fold.json`, as they lie beside each other here."""
    with as_file(files(__package__)) as room:
        copytree(room / "javascript", asked.folder / "javascript", dirs_exist_ok=True)
        (asked.folder / "tables").mkdir(exist_ok=True)
        (asked.folder / "tables/fold.json").write_bytes((room / "tables/fold.json").read_bytes())
    return 0


def _lists(named: Sequence[Path], asked: argparse.Namespace) -> list[WordList]:
    if named:
        documents = [_document(file, asked) for file in named]
    elif asked.shelf is not None:
        documents = Shelf(asked.shelf).lists(_identity(asked))
    else:
        raise Refused("Name a list (--list FILE), or the shelf that has them (--shelf FOLDER).")
    lists = [parse(document) for document in documents]
    if not lists:
        raise Refused(f"No list is on the shelf {asked.shelf}: `pull` brings one there.")
    if len({one.name for one in lists}) < len(lists):
        raise Refused("Two lists have one name.")
    return lists


def _document(file: Path, asked: argparse.Namespace) -> dict[str, Any]:
    content = file.read_bytes()
    if content.startswith(MAGIC):
        return unseal(content, _identity(asked)).document
    with suppress(ValueError, RecursionError):  # what a parser says would quote the list
        document = json.loads(content)
        if isinstance(document, dict):
            return document
    raise Refused(f"{file.name} is neither a sealed list nor a list document in JSON.")


def _identity(asked: argparse.Namespace) -> Identity:
    if asked.identity_file is None:
        raise Refused("Sealed lists are opened with --identity-file.")
    with suppress(UnicodeDecodeError):
        return Identity.read(asked.identity_file.read_text("utf-8"))
    raise Refused(f"{asked.identity_file} is not a file with an age key.")


def _told(sentence: str) -> int:
    _say(sentence, sys.stderr)
    return FAILED


def _say(line: str, stream: Any) -> None:
    stream.write(f"{line}\n")


if __name__ == "__main__":
    main()
