"""Lines of a text file in UTF-8 or UTF-16, never more than a little of it in memory."""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO, Self, cast

from .problems import ImportRefused, Problem
from .rows import LONGEST_CELL, MOST_BYTES, MOST_ROWS

LONGEST_LINE = 16 * LONGEST_CELL
_REPLACED = "\N{REPLACEMENT CHARACTER}"


class Lines:
    """The lines of a file, each with its ending. What can't be read is put into `problems`, and the line is left out.

    `number` is the number of the line given last.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.number = 0
        self.problems: list[Problem] = []
        self._read = 0
        buffered = io.BufferedReader(cast(io.RawIOBase, file))
        # Not "strict": its error comes for a block of the file, and this has to name the line.
        encoding, errors = _encoding(buffered.peek(4)[:4])
        self._text = io.TextIOWrapper(buffered, encoding=encoding, errors=errors, newline=None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        cast(io.BufferedReader, self._text.detach()).detach()  # the file is its owner's to close

    def __iter__(self) -> Iterator[str]:
        while piece := self._piece():
            self.number += 1
            if self.number > MOST_ROWS:
                raise ImportRefused(f"The file has more than {MOST_ROWS:,} rows.")
            if len(piece) >= LONGEST_LINE and not piece.endswith("\n"):
                self._skip()
                self.problems.append(Problem(self.number, "has more than 16,000 characters in one line"))
            elif reason := _unreadable(piece):
                self.problems.append(Problem(self.number, reason))
            else:
                yield piece

    def taken(self) -> list[Problem]:
        """The problems since the last call."""
        taken, self.problems = self.problems, []
        return taken

    def _piece(self) -> str:
        piece = self._text.readline(LONGEST_LINE)
        self._read += len(piece)
        if self._read > MOST_BYTES:
            raise ImportRefused("The file is larger than 64 MiB.")
        return piece

    def _skip(self) -> None:
        while (piece := self._piece()) and not piece.endswith("\n"):
            pass


def _encoding(start: bytes) -> tuple[str, str]:
    if start in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
        raise ImportRefused("The file is in UTF-32; UTF-8 and UTF-16 are read.")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", "replace"
    return "utf-8-sig", "surrogateescape"


def _unreadable(line: str) -> str | None:
    if "\0" in line:
        return "has zero bytes; a file in UTF-16 must begin with its mark (BOM)"
    if line.isascii():
        return None
    if any("\ud800" <= sign <= "\udfff" for sign in line):
        return "has bytes that are not UTF-8"
    if _REPLACED in line:
        return "has signs that are lost: not the encoding that the file begins with"
    return None
