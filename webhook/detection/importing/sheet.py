"""XLSX: the first sheet, read only, once `sheet_bounds` has found that it is no bomb."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from . import sheet_bounds
from .problems import ImportRefused
from .rows import MOST_BYTES, MOST_ROWS, Rows, columns_of, row_of


def rows(file: BinaryIO) -> Rows:
    """A row for each row of the first sheet after that which names the columns. Raises ImportRefused."""
    whole = io.BytesIO(file.read(MOST_BYTES + 1))
    if whole.getbuffer().nbytes > MOST_BYTES:
        raise ImportRefused("The file is larger than 64 MiB.")
    sheet_bounds.refuse_bombs(whole)
    columns: list[str] | None = None
    for number, cells in enumerate(_cells(whole), 1):
        if number > MOST_ROWS:
            raise ImportRefused(f"The sheet has more than {MOST_ROWS:,} rows.")
        if columns is None:
            if any(cells):
                columns = columns_of(cells)
        elif row := row_of(number, columns, cells):
            yield row
    if columns is None:
        raise ImportRefused("The first sheet is empty.")


def _cells(whole: BinaryIO) -> Iterator[list[str]]:
    try:  # here: who imports no XLSX needs no openpyxl
        from openpyxl import load_workbook
    except ImportError:
        raise ImportRefused("XLSX is read by openpyxl, which is not installed.") from None
    book: Any = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that it leaves out
        try:
            book = load_workbook(whole, read_only=True, data_only=True, keep_links=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            for row in sheet.iter_rows(values_only=True):
                yield [_text(value) for value in row]
        except (zipfile.BadZipFile, ValueError, KeyError, IndexError, SyntaxError, TypeError, OSError):
            broken = True
        else:
            broken = False
        finally:
            if book is not None:
                book.close()
    if broken:  # outside of the handler, so that nothing of the file hangs on the error
        raise ImportRefused("The file is not an XLSX workbook, or it is damaged.")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
