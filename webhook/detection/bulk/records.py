"""From lines to records: TXT (a line each), CSV (columns), JSONL (fields)."""

import codecs
import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from .lines import LONGEST, InputInvalid, Line, Lines, Place

Form = Literal["txt", "csv", "jsonl"]

LONGEST_TEXT = 100_000
"""Characters of one text. A longer one is broken, not cut."""

LONGEST_RECORD = 1_000
"""Lines that a quoted cell of a CSV file may run over."""

ENCODINGS = ("utf-8", "cp1252", "latin-1")

_LONGEST_ID = 200  # characters

Breakage = Literal["encoding", "too-long", "not-csv", "not-json", "no-such-field", "failed"]


@dataclass(frozen=True)
class Layout:
    """How to read the file. `fields` are columns of CSV (from 1 where `header` is false) or keys of JSONL."""

    form: Form
    fields: tuple[str, ...] = ()
    id: str | None = None
    delimiter: str = ","
    header: bool = True
    encoding: str = "utf-8"
    split: str | None = None
    """What stands between the tags of one cell; each is screened alone."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its number from 1 (a CSV header does not count), the partner's id, the texts to be screened.

    `end` is where it ends. A record with `broken` has no texts.
    """

    number: int
    end: Place
    id: str | None = field(repr=False)
    texts: tuple[str, ...] = field(repr=False)
    broken: Breakage | None = None


class _Broken(Exception):
    def __init__(self, why: Breakage) -> None:
        self.why: Breakage = why


class Reader:
    """The records of a file, from its beginning or from where another reader stopped."""

    def __init__(self, lines: Lines, layout: Layout) -> None:
        """Raises InputInvalid where the header lacks a column."""
        self._lines, self._layout = lines, layout
        self._decode = codecs.getdecoder(layout.encoding)
        self._number = 0
        self._fresh = True
        self._columns: tuple[int, ...] = ()
        self._id_column: int | None = None
        if layout.form == "csv":
            self._find_columns()

    def go_on(self, place: Place, number: int) -> None:
        """Continue behind record `number`, which ended at `place`. Raises InputInvalid where it cannot have."""
        if number:
            self._lines.skip_to(place)
            self._number, self._fresh = number, False

    def __iter__(self) -> Iterator[Record]:
        while (line := self._lines.next()) is not None:
            self._number += 1
            yield self._csv_record(line) if self._layout.form == "csv" else self._line_record(line)

    def _line_record(self, line: Line) -> Record:
        try:
            text = self._text(line)
            name, texts = self._json(text) if self._layout.form == "jsonl" else (None, [text])
            return Record(self._number, line.end, _name(name), self._parts(texts))
        except _Broken as broken:
            return Record(self._number, line.end, None, (), broken.why)

    def _json(self, text: str) -> tuple[Any, list[str]]:
        if not text.strip():
            return None, []
        try:
            row = json.loads(text)
        except (ValueError, RecursionError):
            raise _Broken("not-json") from None
        if not isinstance(row, dict):
            raise _Broken("not-json")
        if not any(key in row for key in self._layout.fields):
            raise _Broken("no-such-field")
        texts: list[str] = []
        for key in self._layout.fields:
            value = row.get(key)
            several = value if isinstance(value, list) else [value]
            if not all(isinstance(one, str | int | float | None) for one in several):
                raise _Broken("no-such-field")
            texts.extend(str(one) for one in several if one is not None)
        return row.get(self._layout.id) if self._layout.id else None, texts

    def _csv_record(self, first: Line) -> Record:
        taken = [first]
        try:
            cells = self._cells(taken)
            name = cells[self._id_column] if cells and self._id_column is not None else None
            texts = [cells[column] for column in self._columns] if cells else []
            return Record(self._number, taken[-1].end, _name(name), self._parts(texts))
        except _Broken as broken:
            why: Breakage = broken.why
        except IndexError:
            return Record(self._number, taken[-1].end, None, (), "no-such-field")
        # A quote that is never closed must not swallow the rows behind it: only its first line is lost.
        self._lines.give_back(taken[1:])
        return Record(self._number, first.end, None, (), why)

    def _cells(self, taken: list[Line]) -> list[str]:
        """The cells of the record that begins with `taken[0]`; the lines it runs over are added to `taken`."""

        def texts() -> Iterator[str]:
            yield self._text(taken[0]) + "\n"
            size = len(taken[0].content or b"")
            while (line := self._lines.next()) is not None:
                taken.append(line)
                size += len(line.content or b"")
                if len(taken) > LONGEST_RECORD or size > LONGEST:
                    raise _Broken("not-csv")
                yield self._text(line) + "\n"

        try:
            return next(csv.reader(texts(), delimiter=self._layout.delimiter, strict=True), [])
        except csv.Error:
            raise _Broken("not-csv") from None

    def _find_columns(self) -> None:
        layout = self._layout
        wanted = [*layout.fields, *([layout.id] if layout.id else [])]
        if not layout.header:
            if not all(name.isdecimal() and 0 < int(name) < 10_000 for name in wanted):
                raise InputInvalid("Without a header a column is named by its number, from 1.")
            places = [int(name) - 1 for name in wanted]
        else:
            places = self._places(wanted)
        self._columns = tuple(places[: len(layout.fields)])
        self._id_column = places[-1] if layout.id else None

    def _places(self, wanted: list[str]) -> list[int]:
        first = self._lines.next()
        if first is None:
            return [0] * len(wanted)  # an empty file has no record that could lack a column
        try:
            header = [cell.strip() for cell in self._cells([first])]
        except _Broken:
            raise InputInvalid("The first row of the file is no header.") from None
        self._fresh = False
        for name in wanted:
            if header.count(name) != 1:
                how = "twice" if name in header else "not"
                raise InputInvalid(f"The column {name!r} stands {how} in the header.")
        return [header.index(name) for name in wanted]

    def _text(self, line: Line) -> str:
        if line.content is None:
            raise _Broken("too-long")
        content = line.content
        if self._fresh:
            self._fresh = False
            if self._layout.encoding == "utf-8":
                content = content.removeprefix(codecs.BOM_UTF8)
        try:
            return self._decode(content)[0]
        except UnicodeDecodeError:
            raise _Broken("encoding") from None

    def _parts(self, texts: list[str]) -> tuple[str, ...]:
        if self._layout.split:
            texts = [part for text in texts for part in text.split(self._layout.split)]
        if any(len(text) > LONGEST_TEXT for text in texts):
            raise _Broken("too-long")
        return tuple(text for text in texts if text.strip())


def _name(value: Any) -> str | None:
    return str(value)[:_LONGEST_ID] if isinstance(value, str | int) else None
