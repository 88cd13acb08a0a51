"""JSON: a list document, or an array of its terms, or an array of phrases."""

import json
from collections.abc import Mapping
from typing import Any, BinaryIO

from .problems import ImportRefused, Problem
from .rows import COLUMNS, LONGEST_CELL, MOST_BYTES, MOST_ROWS, TOO_LONG, Row, Rows

REST = ("name", "version", "language", "demo", "defaults", "classes", "rules", "contexts")


def read(file: BinaryIO) -> tuple[Rows, dict[str, Any]]:
    """The rows, and what the document says beside its terms. Raises ImportRefused."""
    whole = _parsed(file)
    rest: dict[str, Any] = {}
    if isinstance(whole, dict):
        if unknown := len(whole.keys() - {"format", "terms", *REST}):
            raise ImportRefused(f"The document has {unknown} entries that are not known beside its terms.")
        if whole.get("format", 1) != 1:
            raise ImportRefused("The document has a format that is not known; format 1 is.")
        rest = {name: whole[name] for name in REST if name in whole}
        whole = whole.get("terms", [])
    if not isinstance(whole, list):
        raise ImportRefused("The JSON is neither a list document nor an array of terms.")
    if len(whole) > MOST_ROWS:
        raise ImportRefused(f"The file has more than {MOST_ROWS:,} rows.")
    return _rows(whole), rest


def _parsed(file: BinaryIO) -> Any:
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise ImportRefused("The file is larger than 64 MiB.")
    reason = ""
    try:
        return json.loads(raw)
    except json.JSONDecodeError as error:
        reason = f"The file is not JSON: line {error.lineno}, column {error.colno}."
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        reason = f"The file has bytes in line {line} that are not {error.encoding.upper()}."
    except RecursionError:
        reason = "The JSON is nested too deeply."
    # Outside of the handler: those errors carry the whole file with them.
    raise ImportRefused(reason)


def _rows(entries: list[Any]) -> Rows:
    for number, entry in enumerate(entries, 1):
        if isinstance(entry, str):
            entry = {"phrase": entry}
        if not isinstance(entry, Mapping):
            yield Problem(number, "is neither a phrase nor an object")
        elif not entry.keys() <= set(COLUMNS):
            yield Problem(number, f"has an entry that is not known; known are {', '.join(COLUMNS)}")
        elif not all(_simple(value) for value in entry.values()):
            yield Problem(number, "has an entry that is no text")
        else:
            cells = {name: _text(value) for name, value in entry.items()}
            long = any(len(cell) > LONGEST_CELL for cell in cells.values())
            yield Problem(number, TOO_LONG) if long else Row(number, cells)


def _simple(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(part, str) for part in value)
    return value is None or (isinstance(value, str | int) and not isinstance(value, bool))


def _text(value: Any) -> str:
    return "|".join(value) if isinstance(value, list) else "" if value is None else str(value).strip()
