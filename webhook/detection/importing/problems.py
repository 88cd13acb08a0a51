"""What is wrong with a file. A row is named by its number, never by what it says."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Why a row can't be taken. `row` counts from 1 as the file does: lines, rows of a sheet, entries of JSON."""

    row: int
    reason: str

    def __str__(self) -> str:
        return f"Row {self.row} {self.reason}."


class ImportRefused(Exception):
    """The file as a whole can't be read. One sentence without anything of its content."""


class RowsBroken(Exception):
    """Rows that can't be taken: `problems` are the first of them, `count` is how many there are."""

    def __init__(self, problems: Sequence[Problem], count: int) -> None:
        super().__init__(f"{count} broken rows; nothing is imported.")
        self.problems = tuple(problems)
        self.count = count
