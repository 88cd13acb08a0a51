"""CSV: comma, semicolon or tab, whichever makes the first row name known columns."""

import csv
from typing import BinaryIO

from .lines import Lines
from .problems import ImportRefused, Problem
from .rows import COLUMNS, Rows, columns_of, row_of

DELIMITERS = (",", ";", "\t")


def rows(file: BinaryIO) -> Rows:
    """A row for each record after the first. Raises ImportRefused."""
    with Lines(file) as lines:
        yield from _rows(lines)


def _rows(lines: Lines) -> Rows:
    delimiter, columns = _first(lines)
    yield from lines.taken()
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    given = 0
    while True:
        try:
            cells = next(reader, None)
            reason = ""
        except csv.Error:
            cells, reason = [], "has quotes that do not pair"
        given, before = reader.line_num, given
        unread = lines.taken()
        yield from unread
        if cells is None:
            return
        first = lines.number - (given - before) + 1
        if reason and given - before > 1:
            raise ImportRefused(
                f"Row {first} begins a quoted cell that does not end; the rest can't be read."
            )
        if reason:
            yield Problem(first, reason)
        elif unread and given - before > 1:
            continue  # a line of this very row was left out, and is told already
        elif row := row_of(first, columns, cells):
            yield row


def _first(lines: Lines) -> tuple[str, list[str]]:
    for line in lines:
        if line.casefold().startswith("sep=") or not line.strip():
            continue  # what some spreadsheet programs write before the columns
        best = max(DELIMITERS, key=lambda sign: len(_known(line, sign)))
        return best, columns_of(_cells(line, best))
    raise ImportRefused("The file is empty.")


def _known(line: str, delimiter: str) -> set[str]:
    return {cell.strip().casefold() for cell in _cells(line, delimiter)} & set(COLUMNS)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
