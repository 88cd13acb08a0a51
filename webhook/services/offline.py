"""The lists for a command that runs without the service: the service's own, or files that are named."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from webhook.detection.compiling import compile_lists
from webhook.detection.finding import Detector
from webhook.detection.opinion import Weighed
from webhook.detection.reviewing import counted_kinds, idle
from webhook.detection.sealing import MAGIC, Identity, SealInvalid, unseal
from webhook.detection.wordlist import ListInvalid, WordList, parse
from webhook.services.list_sources import Unreadable, sources
from webhook.services.second_opinion import Read


class ListsUnusable(Exception):
    """A list cannot be used, so nothing is screened: an answer would say less than it seems to. One sentence."""


@dataclass(frozen=True)
class Offline:
    """A detector and what it was made of, by name and version; the same `versions`, the same answers. `counted` are the
    kinds for which anything can be found."""

    detector: Detector
    versions: str
    counted: frozenset[str]

    def idle(self, kinds: Iterable[str]) -> str | None:
        """Why nothing could be found for these kinds, in one sentence; None where something could."""
        return idle(self.counted, kinds)

    def weighed(self, read: Read | None) -> "Offline":
        """The same with a second opinion, if there is one."""
        if read is None:
            return self
        versions = f"{self.versions}; opinion {read.mark}"
        return Offline(Weighed(self.detector, read.opinion), versions, self.counted)


def named_lists(files: Sequence[Path], identity: str) -> Offline:
    """Lists of files, in clear (YAML, JSON) or sealed; `identity` is an age key or empty. Raises ListsUnusable."""
    return _compiled((file.name, _document(file, identity)) for file in files)


def own_lists(data: Path, shelf: Path, identity: str) -> Offline:
    """The service's lists, all of them or none. Raises ListsUnusable."""
    return _compiled(_own(data, shelf, identity))


def _own(data: Path, shelf: Path, identity: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for source in sources(data, shelf, identity):
        try:
            for given in source.given():
                if given.document is None:
                    raise ListsUnusable(f"{given.name} cannot be used: {given.reason}")
                yield given.name, given.document
        except Unreadable as error:
            raise ListsUnusable(error.reason) from None


def _compiled(documents: Iterable[tuple[str, Mapping[str, Any]]]) -> Offline:
    lists: dict[str, WordList] = {}
    try:
        for name, document in documents:
            found = parse(document)
            if found.name in lists:
                raise ListsUnusable(f"{name} has the name of another list.")
            lists[found.name] = found
        if not lists:
            raise ListsUnusable("There is no list to screen with.")
        detector = compile_lists(lists.values())
    except ListInvalid as reason:
        raise ListsUnusable(f"A list cannot be used: {reason}.") from None
    versions = ", ".join(f"{name} {lists[name].version}" for name in sorted(lists))
    return Offline(detector, versions, counted_kinds(lists.values()))


def _document(file: Path, identity: str) -> Mapping[str, Any]:
    try:
        content = file.read_bytes()
        if not content.startswith(MAGIC):
            document = yaml.load(content, Loader=yaml.CSafeLoader)
        elif not identity:
            raise ListsUnusable(f"{file.name} is sealed, and no identity is given to open it.")
        else:
            document = unseal(content, Identity.read(identity)).document
    except SealInvalid as reason:
        raise ListsUnusable(f"{file.name}: {reason}") from None
    except (OSError, yaml.YAMLError, UnicodeDecodeError):
        document = None  # what a parser says would quote the list
    if not isinstance(document, Mapping):
        raise ListsUnusable(f"{file.name} is not a list.")
    return document
