"""Where word lists come from: the small public ones in `data/lexicon/`, the sealed ones on the operator's shelf."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import yaml

from webhook.detection.sealing import Identity, SealInvalid
from webhook.detection.shelf import Shelf, ShelfError

NAME_LENGTH = 60


@dataclass(frozen=True)
class Given:
    """One list as it was found. `key` tells it from all others; `reason` says why there is no document."""

    key: str
    name: str
    document: Mapping[str, Any] | None = field(repr=False)
    reason: str | None = None


class Unreadable(Exception):
    """Nothing of a source can be read now; `reason` names no term."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Source(Protocol):
    """Gives lists, and says cheaply whether they may have changed."""

    prefix: str
    """Every key that it gives begins with this."""

    def stamp(self) -> str:
        """Another text whenever the lists may be others than before. Raises `Unreadable`."""
        ...

    def given(self) -> Iterator[Given]:
        """Every list. Raises `Unreadable`."""
        ...


class PublicLists:
    """`folder/*.yml`, in clear: the demo's invented words."""

    prefix = "public:"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._gave = False

    def stamp(self) -> str:
        """Names, times and sizes of the files."""
        try:
            seen = [(path.name, path.stat()) for path in self._files()]
        except OSError as error:
            raise Unreadable(type(error).__name__) from None
        return " ".join(f"{name}:{stat.st_mtime_ns}:{stat.st_size}" for name, stat in seen)

    def given(self) -> Iterator[Given]:
        """One list a file; a file that is no YAML is a list without a document."""
        files = self._files()
        self._gave = bool(files)
        for path in files:
            key, document = self.prefix + path.name, None
            try:
                document = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
            except (yaml.YAMLError, UnicodeDecodeError, OSError):
                document = None
            if isinstance(document, Mapping):
                yield Given(key, name_of(document) or path.stem, document)
            else:
                yield Given(key, path.stem, None, "is not a list")

    def _files(self) -> list[Path]:
        try:
            return sorted(path for path in self._folder.iterdir() if path.suffix == ".yml")
        except FileNotFoundError:
            if self._gave:  # what was in use does not end because its folder is lost
                raise Unreadable("The folder of the public lists is gone.") from None
            return []
        except OSError as error:
            raise Unreadable(type(error).__name__) from None


class SealedLists:
    """The lists on the operator's shelf, opened in memory by its identity (age keys; empty: none is set)."""

    prefix = "sealed:"

    def __init__(self, folder: Path, identity: str) -> None:
        self._shelf = Shelf(folder)
        self._identity = identity
        self._gave = False

    def stamp(self) -> str:
        """The shelf's own."""
        try:
            stamp = self._shelf.stamp()
        except ShelfError as error:
            raise Unreadable(str(error)) from None
        self._demand_state()
        return stamp

    def given(self) -> Iterator[Given]:
        """Every list that is switched on; one that does not open is a list without a document."""
        try:
            names = self._shelf.in_use()
            self._demand_state()
            self._gave = bool(names)
            if not names:
                return
            if not self._identity:
                raise Unreadable("TURNPOINT_LEXICON_IDENTITY is not set, so no sealed list can be opened.")
            identity = Identity.read(self._identity)
        except (ShelfError, SealInvalid) as error:
            raise Unreadable(str(error)) from None
        for name in names:
            try:
                yield Given(self.prefix + name, name, self._shelf.open(name, identity).document)
            except (ShelfError, SealInvalid) as error:
                yield Given(self.prefix + name, name, None, str(error))

    def _demand_state(self) -> None:
        # Lists end by being switched off. A shelf that is lost would otherwise look like one that was never used.
        if self._shelf.lost() or (self._gave and not self._shelf.kept()):
            raise Unreadable("The state of the shelf of sealed lists is gone.")


def sources(data: Path, shelf: Path, identity: str) -> tuple[Source, ...]:
    """All sources: `data/lexicon/` of the folder `data`, and the shelf."""
    return PublicLists(data / "lexicon"), SealedLists(shelf, identity)


def name_of(document: Mapping[str, Any]) -> str | None:
    """The name that a list gives itself, cut to what a log line bears."""
    name = document.get("name")
    return name[:NAME_LENGTH] if isinstance(name, str) and name else None
