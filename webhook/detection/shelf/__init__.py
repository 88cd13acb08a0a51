"""Sealed lists on disk, several versions of each, one in use.

A version is written whole before `state.json` names it, and `state.json` is replaced in one step: whenever a process
dies, either the old version is in use or the new one.
"""

import fcntl
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ..sealing import Identity, Opened, SealDamaged, seal, unseal
from .durable import folder_made, replaced
from .state import Entry, State, StateDamaged, Version, read, written

KEPT = 5
LONGEST_NAME = 60
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class ShelfError(Exception):
    """The shelf can't do what was asked, and is as it was. One sentence, without a term."""


class VersionOld(ShelfError):
    """A version that is not above the highest that has been here."""


class Unknown(ShelfError):
    """No such list, or no such version of it."""


class Shelf:
    """A folder of sealed lists. Several processes may use it at once; readers wait for nobody."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def state(self) -> State:
        """What is on the shelf. Raises ShelfError where `state.json` is damaged or can't be read."""
        try:
            return read((self.folder / "state.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return State()
        except (OSError, StateDamaged, UnicodeDecodeError):
            raise ShelfError(f"{self.folder / 'state.json'} can't be read as the shelf's state.") from None

    def lost(self) -> bool:
        """Whether sealed files lie here of which no state tells, as when `state.json` was taken away."""
        return not self.kept() and any(self.folder.glob("*/*.age"))

    def kept(self) -> bool:
        """Whether there is a state; a shelf that nothing was ever put on has none."""
        return os.path.lexists(self.folder / "state.json")

    def stamp(self) -> str:
        """Another text whenever another content is in use: a list more or less, another version, a new seal."""
        used = [
            (name, entry.use, entry.used.sha256) for name, entry in self.state().lists.items() if entry.on
        ]
        return hashlib.sha256(repr(sorted(used)).encode()).hexdigest()

    def in_use(self) -> tuple[str, ...]:
        """The names of the lists that are switched on."""
        return tuple(sorted(name for name, entry in self.state().lists.items() if entry.on))

    def lists(self, identity: Identity) -> list[dict[str, Any]]:
        """The documents of all lists that are switched on. Raises ShelfError, SealInvalid."""
        return [self.open(name, identity).document for name in self.in_use()]

    def open(self, name: str, identity: Identity, version: int | None = None) -> Opened:
        """One list in memory, the version in use unless another is asked for. Raises ShelfError, SealInvalid."""
        sealed, number = self._bytes(name, version)
        opened = unseal(sealed, identity)
        if (opened.name, opened.version) != (name, number):
            raise SealDamaged(f"In the place of {name} {number} lies another list or version.")
        return opened

    def is_new(self, name: str, version: int, source: str) -> bool:
        """Whether a version would be new here; False where it is here already, used or rolled back from.

        `source` is the sha256 of its sealed file. Raises VersionOld where it is neither.
        """
        entry = self.state().lists.get(name)
        if entry is None or version > entry.highest:
            return True
        known = entry.versions.get(version)
        if known and version in (entry.use, entry.highest) and source in (known.source, known.sha256):
            return False
        if version == entry.highest:
            raise VersionOld(
                f"{name} {version} is here already, with another content; a change needs a new number."
            )
        raise VersionOld(f"{name} {version} is older than {entry.highest}, the highest that has been here.")

    def install(self, name: str, version: int, created: datetime, sealed: bytes) -> bool:
        """Put a version on the shelf and use it; False where these very bytes are here already. Raises ShelfError.

        A list that was switched off stays off.
        """
        if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
            raise ShelfError("A list on the shelf has a name of small letters, digits and single hyphens.")
        digest = hashlib.sha256(sealed).hexdigest()
        with self._changing() as state:
            if not self.is_new(name, version, digest):
                return False
            file = f"{version}-{digest[:8]}.age"
            replaced(folder_made(self.folder / name) / file, sealed)
            old = state.lists.get(name)
            versions = {**(old.versions if old else {}), version: Version(file, digest, digest, created)}
            kept = dict(sorted(versions.items())[-KEPT:])
            self._write(state.having(name, Entry(old.on if old else True, version, version, kept)))
        return True

    def use(self, name: str, version: int) -> None:
        """Use another version that is on the shelf. Raises Unknown."""
        with self._changing() as state:
            entry = _entry(state, name)
            _version(name, entry, version)
            self._write(state.having(name, replace(entry, use=version)))

    def roll_back(self, name: str) -> int:
        """Use the version before the one in use, and say which that is. What was left is not new to a feed.

        Raises Unknown.
        """
        with self._changing() as state:
            entry = _entry(state, name)
            before = [number for number in entry.versions if number < entry.use]
            if not before:
                raise Unknown(f"There is no version of {name} before {entry.use} on the shelf.")
            self._write(state.having(name, replace(entry, use=max(before))))
            return max(before)

    def switch(self, name: str, on: bool) -> None:
        """Switch a list on or off. Raises Unknown."""
        with self._changing() as state:
            self._write(state.having(name, replace(_entry(state, name), on=on)))

    def remember_partner(self, partner: str) -> None:
        """Note that a copy was made for a partner, so that a leak can be traced to it."""
        with self._changing() as state:
            partners = tuple(sorted({*state.partners, partner}))
            self._write(replace(state, partners=partners))

    def rotate(self, identity: Identity, recipients: Iterable[str]) -> Iterator[tuple[str, int]]:
        """Seal every version of every list anew, to these recipients; each as it is done.

        All new files are written before the state names the first of them, so that the old keys open everything until
        the new ones do. Raises ShelfError, SealInvalid; then nothing has changed.
        """
        recipients = tuple(recipients)
        with self._changing() as state:
            for name, entry in state.lists.items():
                versions = dict(entry.versions)
                for number, version in entry.versions.items():
                    opened = self.open(name, identity, number)
                    sealed = seal(opened.document, recipients, opened.created)
                    digest = hashlib.sha256(sealed).hexdigest()
                    file = f"{number}-{digest[:8]}.age"
                    replaced(self.folder / name / file, sealed)
                    versions[number] = replace(version, file=file, sha256=digest)
                    yield name, number
                state = state.having(name, replace(entry, versions=versions))
            self._write(state)

    def _bytes(self, name: str, version: int | None) -> tuple[bytes, int]:
        for _ in range(3):  # a file that goes while we look was replaced: the state names the new one
            entry = _entry(self.state(), name)
            number = entry.use if version is None else version
            wanted = _version(name, entry, number)
            with suppress(FileNotFoundError):
                sealed = (self.folder / name / wanted.file).read_bytes()
                if hashlib.sha256(sealed).hexdigest() != wanted.sha256:
                    raise SealDamaged(f"The file of {name} {number} is damaged or was exchanged.")
                return sealed, number
        raise Unknown(f"The file of {name} {number} is gone.")

    @contextmanager
    def _changing(self) -> Iterator[State]:
        """The state, while nobody else changes it."""
        try:
            lock = os.open(folder_made(self.folder) / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise ShelfError(f"{self.folder} can't be written: {error.strerror}.") from None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield self.state()
        except OSError as error:
            raise ShelfError(f"{self.folder} can't be written: {error.strerror}.") from None
        finally:
            os.close(lock)

    def _write(self, state: State) -> None:
        replaced(self.folder / "state.json", written(state).encode())
        named = {version.file for entry in state.lists.values() for version in entry.versions.values()}
        folders = [self.folder / name for name in state.lists]
        left = [file for folder in folders for file in folder.glob("*.age") if file.name not in named]
        left += [file for folder in (self.folder, *folders) for file in folder.glob(".*.tmp")]
        for file in left:  # of versions past keeping, or of a process that died
            with suppress(OSError):
                file.unlink()


def _entry(state: State, name: str) -> Entry:
    if name not in state.lists:
        raise Unknown("No list of this name is on the shelf.")
    return state.lists[name]


def _version(name: str, entry: Entry, number: int) -> Version:
    if number not in entry.versions:
        raise Unknown(f"Version {number} of {name} is not on the shelf.")
    return entry.versions[number]
