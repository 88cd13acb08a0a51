"""Look at a workbook as bytes that stream by, before a library takes it into memory.

A small zip may hold gigabytes, one cell ten megabytes, one row a number of fifteen digits.
"""

import re
import zipfile
from typing import BinaryIO
from xml.parsers import expat

from .problems import ImportRefused
from .rows import MOST_BYTES

MOST_MEMBERS = 200
LONGEST_TEXT = 32_767  # characters: what spreadsheet programs themselves allow in a cell
BLOCK = 1 << 16
_CELL = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_LAST_COLUMN = "AZ"
_LAST_ROW = 1_048_576


def refuse_bombs(file: BinaryIO) -> None:
    """Raise ImportRefused where a workbook is damaged, or would cost more than a list may."""
    reason = ""
    try:
        with zipfile.ZipFile(file) as archive:
            reason = _sizes(archive) or _texts(archive)
    except (zipfile.BadZipFile, expat.ExpatError, NotImplementedError, RuntimeError, OSError, ValueError):
        reason = "The file is not an XLSX workbook, or it is damaged."
    if reason:  # outside of the handler, so that nothing of the file hangs on the error
        raise ImportRefused(reason)


def _sizes(archive: zipfile.ZipFile) -> str:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        return f"The workbook has more than {MOST_MEMBERS} parts."
    if sum(member.file_size for member in members) > MOST_BYTES:
        return "The workbook unpacks to more than 64 MiB."
    return ""


def _texts(archive: zipfile.ZipFile) -> str:
    """zipfile gives no more of a part than the directory says, so the sizes above hold here."""
    names = [name for name in archive.namelist() if name.lower().endswith(".xml")]  # a part may have any name
    strings: set[int] = set()
    rows: set[int] = set()
    for name in names:
        part = _Gauge()
        _feed(archive, name, part)
        strings |= part.long_strings
        rows |= part.long_rows
    for name in names if strings else ():  # which rows refer to them
        part = _Gauge(strings)
        _feed(archive, name, part)
        rows |= part.long_rows
    if rows:
        told = ", ".join(str(row) for row in sorted(rows)[:10])
        return f"Row {told}: a cell has more than {LONGEST_TEXT:,} characters."
    if strings:
        return f"The workbook holds a text of more than {LONGEST_TEXT:,} characters."
    return ""


def _feed(archive: zipfile.ZipFile, name: str, gauge: "_Gauge") -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = gauge.doctype
    parser.StartElementHandler = gauge.start
    parser.EndElementHandler = gauge.end
    parser.CharacterDataHandler = gauge.text
    with archive.open(name) as part:
        while block := part.read(BLOCK):
            parser.Parse(block, False)
    parser.Parse(b"", True)


class _Gauge:
    """Counts the characters of each cell and of each shared string, and keeps none but a short number."""

    def __init__(self, long_strings: set[int] | None = None) -> None:
        self.long_strings = long_strings or set()
        self.long_rows: set[int] = set()
        self._string = -1
        self._row = 0
        self._length = 0
        self._shared = False
        self._value = ""

    def doctype(self, *_: object) -> None:
        raise ImportRefused("The workbook declares entities; no spreadsheet program does.")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "si":
            self._string += 1
            self._length = 0
        elif tag == "row":
            self._row = self._number(attributes.get("r")) or self._row + 1
        elif tag == "c":
            self._cell(attributes.get("r"))
            self._shared = attributes.get("t") == "s"
            self._length = 0
            self._value = ""

    def text(self, text: str) -> None:
        self._length += len(text)
        if self._shared and len(self._value) < 8:
            self._value += text

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "si" and self._length > LONGEST_TEXT:
            self.long_strings.add(self._string)
        elif tag == "c" and (self._length > LONGEST_TEXT or self._refers_to_long()):
            self.long_rows.add(self._row)

    def _refers_to_long(self) -> bool:
        value = self._value.strip()
        return self._shared and value.isdecimal() and int(value) in self.long_strings

    def _cell(self, reference: str | None) -> None:
        if reference is None:
            return
        found = _CELL.fullmatch(reference)
        column = found.group(1) if found else ""
        if not found or (len(column), column) > (len(_LAST_COLUMN), _LAST_COLUMN):
            raise ImportRefused(f"The sheet has cells beyond column {_LAST_COLUMN}.")

    def _number(self, row: str | None) -> int:
        if row is None:
            return 0
        if not row.isdecimal() or len(row) > 7 or int(row) > _LAST_ROW:
            raise ImportRefused("The sheet has rows beyond the last that there can be.")
        return int(row)
