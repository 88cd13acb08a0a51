"""TXT: one phrase a line."""

from typing import BinaryIO

from .lines import Lines
from .rows import Rows, row_of


def rows(file: BinaryIO) -> Rows:
    """A row for each line. Nothing is a comment: a term may begin with any sign."""
    with Lines(file) as lines:
        for line in lines:
            yield from lines.taken()
            if row := row_of(lines.number, ("phrase",), (line,)):
                yield row
        yield from lines.taken()
