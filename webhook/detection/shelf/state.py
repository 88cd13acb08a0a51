"""What the shelf remembers beside its sealed files. No term is in it, and nothing made of one."""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

FORMAT = 1


class StateDamaged(ValueError):
    """The text is not a state of format 1."""


@dataclass(frozen=True)
class Version:
    """One version on the shelf.

    `file` is its name in the list's folder and `sha256` that of its bytes; `source` is the sha256 of the file that it
    came as, which stays when it is sealed anew.
    """

    file: str
    sha256: str
    source: str
    created: datetime


@dataclass(frozen=True)
class Entry:
    """One list. `highest` is the highest version that ever was here: what is not above it is never new."""

    on: bool
    use: int
    highest: int
    versions: dict[int, Version]

    @property
    def used(self) -> Version:
        """The version in use."""
        return self.versions[self.use]


@dataclass(frozen=True)
class State:
    """Every list by its name, and the partners that copies were made for."""

    lists: dict[str, Entry] = field(default_factory=dict)
    partners: tuple[str, ...] = ()

    def having(self, name: str, entry: Entry) -> "State":
        """The same with this entry."""
        return replace(self, lists={**self.lists, name: entry})


def written(state: State) -> str:
    """The state as JSON."""
    lists = {name: _entry_out(entry) for name, entry in sorted(state.lists.items())}
    return json.dumps({"format": FORMAT, "lists": lists, "partners": list(state.partners)}, indent=1) + "\n"


def read(text: str) -> State:
    """The state that `written` wrote. Raises StateDamaged."""
    try:
        whole = json.loads(text)
        if whole["format"] != FORMAT:
            raise StateDamaged
        lists = {name: _entry_in(entry) for name, entry in whole["lists"].items()}
        return State(lists, tuple(whole["partners"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StateDamaged("not a state of format 1") from None


def _entry_out(entry: Entry) -> dict[str, Any]:
    versions = {
        str(number): {
            "file": version.file,
            "sha256": version.sha256,
            "source": version.source,
            "created": version.created.isoformat(),
        }
        for number, version in sorted(entry.versions.items())
    }
    return {"on": entry.on, "use": entry.use, "highest": entry.highest, "versions": versions}


def _entry_in(entry: dict[str, Any]) -> Entry:
    versions = {
        int(number): Version(
            version["file"], version["sha256"], version["source"], datetime.fromisoformat(version["created"])
        )
        for number, version in entry["versions"].items()
    }
    found = Entry(entry["on"] is True, int(entry["use"]), int(entry["highest"]), versions)
    if found.use not in versions:
        raise StateDamaged
    return found
