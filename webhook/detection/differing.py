"""What changed between two versions of a list: by id, never by phrase."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

BESIDE = ("language", "defaults", "classes", "contexts")


@dataclass(frozen=True)
class Difference:
    """Ids of terms and rules in order; `changed` says which fields; `beside` is what else of the list differs."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]
    beside: tuple[str, ...]


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> Difference:
    """Compare two list documents that `wordlist.parse` takes."""
    before, after = _rows(old), _rows(new)
    changed = {entry: _fields(before[entry], after[entry]) for entry in sorted(before.keys() & after.keys())}
    return Difference(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changed={entry: fields for entry, fields in changed.items() if fields},
        beside=tuple(name for name in BESIDE if (old.get(name) or None) != (new.get(name) or None)),
    )


def _rows(document: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {row["id"]: row for part in ("terms", "rules") for row in document.get(part) or ()}


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name)))
