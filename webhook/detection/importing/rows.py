"""A row as a file gives it, and how much a file may hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .problems import ImportRefused, Problem

COLUMNS = (
    "id",
    "phrase",
    "language",
    "category",
    "severity",
    "kinds",
    "order",
    "gap",
    "boundary",
    "note",
    "source",
)
"""What a column may be called."""

MOST_BYTES = 64 * 2**20
MOST_ROWS = 500_000
LONGEST_CELL = 1_000  # characters
TOO_LONG = "has a cell of more than 1,000 characters"


@dataclass(frozen=True)
class Row:
    """One row: its number, and its cells by column. Never shown."""

    number: int
    cells: dict[str, str] = field(repr=False)


Rows = Iterator[Row | Problem]


def columns_of(names: Sequence[str]) -> list[str]:
    """The columns that a first row names. Raises ImportRefused, which counts columns and never quotes them: where the
    first row is missing, its place is taken by a phrase."""
    columns = [name.strip().casefold() for name in names]
    while columns and not columns[-1]:
        columns.pop()
    if "phrase" not in columns:
        raise ImportRefused(
            f"The first row must name the columns, and one of them is phrase; known are {', '.join(COLUMNS)}."
        )
    for place, name in enumerate(columns, 1):
        if name not in COLUMNS:
            raise ImportRefused(
                f"Column {place} has a name that is not known; known are {', '.join(COLUMNS)}."
            )
    if len(set(columns)) < len(columns):
        raise ImportRefused("Two columns have the same name.")
    return columns


def row_of(number: int, columns: Sequence[str], cells: Sequence[str]) -> Row | Problem | None:
    """The cells under their columns; None for an empty row."""
    if not any(cell.strip() for cell in cells):
        return None
    if any(cell.strip() for cell in cells[len(columns) :]):
        return Problem(number, "has more cells than columns")
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return Problem(number, TOO_LONG)
    return Row(number, {name: cell.strip() for name, cell in zip(columns, cells, strict=False)})
