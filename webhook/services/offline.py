"""The lists for a command that runs without the service: its own, or files that are named."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from webhook.detection.compiling import compile_lists
from webhook.detection.finding import Detector
from webhook.detection.sealing import MAGIC, Identity, SealInvalid, unseal
from webhook.detection.shelf import Shelf, ShelfError
from webhook.detection.wordlist import ListInvalid, WordList, parse
from webhook.services.list_sources import PublicLists


class ListsUnusable(Exception):
    """A list cannot be used, so nothing is screened: an answer would say less than it seems to. One sentence."""


@dataclass(frozen=True)
class Offline:
    """A detector and the names and versions of its lists; the same `versions`, the same answers."""

    detector: Detector
    versions: str


def named_lists(files: Sequence[Path], identity: Identity | None) -> Offline:
    """Lists of files, sealed or (YAML, JSON) in clear. Raises ListsUnusable."""
    return _compiled((file.name, _document(file, identity)) for file in files)


def own_lists(public: Path, shelf: Path, identity: Identity | None) -> Offline:
    """The service's lists: the folder of the public ones, and the shelf. Raises ListsUnusable."""
    return _compiled([*_public(public), *_shelved(shelf, identity)])


def identity_of(file: Path | None) -> Identity | None:
    """The age key of a file. Raises ListsUnusable."""
    if file is None:
        return None
    try:
        return Identity.read(file.read_text(encoding="utf-8"))
    except SealInvalid as reason:
        raise ListsUnusable(str(reason)) from None
    except (OSError, UnicodeDecodeError):
        raise ListsUnusable(f"The identity file {file.name} cannot be read.") from None


def _compiled(documents: Iterable[tuple[str, Mapping[str, Any]]]) -> Offline:
    lists: dict[str, WordList] = {}
    for name, document in documents:
        try:
            found = parse(document)
        except ListInvalid as reason:
            raise ListsUnusable(f"{name} cannot be used: {reason}.") from None
        if found.name in lists:
            raise ListsUnusable(f"{name} has the name of another list.")
        lists[found.name] = found
    if not lists:
        raise ListsUnusable("There is no list to screen with.")
    try:
        detector = compile_lists(lists.values())
    except ListInvalid as reason:
        raise ListsUnusable(f"The lists cannot be compiled: {reason}.") from None
    versions = ", ".join(f"{name} {lists[name].version}" for name in sorted(lists))
    return Offline(detector, versions)


def _public(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for given in PublicLists(folder).given():
        if given.document is None:
            raise ListsUnusable(f"{given.name} {given.reason}.")
        yield given.name, given.document


def _shelved(folder: Path, identity: Identity | None) -> Iterator[tuple[str, Mapping[str, Any]]]:
    shelf = Shelf(folder)
    try:
        names = shelf.in_use()
        if names and identity is None:
            raise ListsUnusable("There are sealed lists on the shelf, and no identity is given to open them.")
        for name in names:
            assert identity is not None
            yield name, shelf.open(name, identity).document
    except (SealInvalid, ShelfError) as reason:
        raise ListsUnusable(str(reason)) from None


def _document(file: Path, identity: Identity | None) -> Mapping[str, Any]:
    try:
        content = file.read_bytes()
        if not content.startswith(MAGIC):
            document = yaml.load(content, Loader=yaml.CSafeLoader)
        elif identity is None:
            raise ListsUnusable(f"{file.name} is sealed, and no identity is given to open it.")
        else:
            document = unseal(content, identity).document
    except SealInvalid as reason:
        raise ListsUnusable(f"{file.name}: {reason}") from None
    except (OSError, yaml.YAMLError, UnicodeDecodeError):
        document = None  # what a parser says would quote the list
    if not isinstance(document, Mapping):
        raise ListsUnusable(f"{file.name} is not a list.")
    return document
