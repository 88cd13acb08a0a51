"""All rows of a file as one list document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from ..wordlist import ListInvalid, parse
from . import objects, plain, sheet, table
from .ids import id_for
from .problems import ImportRefused, Problem, RowsBroken
from .rows import Row, Rows
from .terms import same_phrase, term_of

FORMATS = ("csv", "txt", "xlsx", "json")
MOST_TOLD = 50


@dataclass(frozen=True)
class Heading:
    """What stands above the terms. `defaults` hold for every term that says nothing else; no `language`: the file's."""

    name: str
    version: int
    language: str | None
    defaults: Mapping[str, Any]


@dataclass(frozen=True)
class Imported:
    """The list document, how many rows it was made of, and those that were left out."""

    document: dict[str, Any] = field(repr=False)
    rows: int
    left_out: tuple[Problem, ...]
    count_left_out: int
    ids_made: int


def import_list(
    file: BinaryIO,
    form: str,
    heading: Heading,
    *,
    earlier: Mapping[str, str] | None = None,
    skip_broken: bool = False,
) -> Imported:
    """Read a file of one of FORMATS. `earlier` says which id a phrase (as `same_phrase` gives it) had before.

    Raises ImportRefused where the file can't be read as a whole, and RowsBroken, with every broken row, where one is
    broken and `skip_broken` is false. Neither says anything that stands in the file.
    """
    rows, rest = _open(file, form)
    defaults = {**heading.defaults, **rest.get("defaults", {})}
    gathering = _Gathering(heading.name, defaults, earlier or {})
    for row in rows:
        gathering.take(row)
    if gathering.count and not skip_broken:
        raise RowsBroken(gathering.problems, gathering.count)
    terms = gathering.finished()
    if not terms and not (rest.get("rules") or rest.get("contexts")):
        raise ImportRefused("The file has no row that can be taken.")
    document = {
        **rest,
        "format": 1,
        "name": heading.name,
        "version": heading.version,
        "language": heading.language or rest.get("language", "und"),
        "demo": False,
        "defaults": defaults,
        "terms": terms,
    }
    _check(document)
    return Imported(document, len(terms), tuple(gathering.problems), gathering.count, gathering.made)


def _open(file: BinaryIO, form: str) -> tuple[Rows, dict[str, Any]]:
    if form == "json":
        return objects.read(file)
    readers = {"csv": table.rows, "txt": plain.rows, "xlsx": sheet.rows}
    if form not in readers:
        raise ImportRefused(f"A list is read from {', '.join(FORMATS)}.")
    return readers[form](file), {}


def _check(document: dict[str, Any]) -> None:
    """The rows are checked one by one; here the rest is: heading, classes, rules, contexts."""
    try:
        parse(document)
    except ListInvalid as invalid:
        raise ImportRefused(f"{invalid}.") from None


class _Gathering:
    """Terms and problems as they come."""

    def __init__(self, name: str, defaults: Mapping[str, Any], earlier: Mapping[str, str]) -> None:
        self.problems: list[Problem] = []
        self.count = 0
        self.made = 0
        self._name = name
        self._defaults = defaults
        self._earlier = earlier
        self._terms: list[dict[str, Any]] = []
        self._phrases: dict[tuple[str, str], int] = {}  # the row that had it first
        self._ids: dict[str, int] = {}

    def take(self, row: Row | Problem) -> None:
        if isinstance(row, Problem):
            self._broken(row)
            return
        term, reasons = term_of(row, self._defaults)
        same = (same_phrase(term.get("phrase", "")), term.get("language", ""))
        if same[0] and same in self._phrases:
            reasons.append(f"has the same phrase as row {self._phrases[same]}")
        if "id" in term and term["id"] in self._ids:
            reasons.append(f"has the same id as row {self._ids[term['id']]}")
        if reasons:
            self._broken(Problem(row.number, ", ".join(reasons)))
            return
        self._phrases[same] = row.number
        if "id" in term:
            self._ids[term["id"]] = row.number
        self._terms.append(term)

    def finished(self) -> list[dict[str, Any]]:
        """The terms, each with an id; made only now, when all ids of the file itself are known."""
        taken = set(self._ids)
        kept = {phrase: entry for phrase, entry in self._earlier.items() if entry not in taken}
        taken |= set(self._earlier.values())  # nobody else gets an id that meant another phrase
        for term in self._terms:
            if "id" not in term:
                before = kept.pop(same_phrase(term["phrase"]), None)
                self.made += before is None
                term["id"] = before or id_for(self._name, taken)
                taken.add(term["id"])
        return [{"id": term.pop("id"), **term} for term in self._terms]

    def _broken(self, problem: Problem) -> None:
        self.count += 1
        if len(self.problems) < MOST_TOLD:
            self.problems.append(problem)
