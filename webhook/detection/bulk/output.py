"""Answers as lines of JSONL or CSV."""

import csv
import io
import json
from typing import Literal

from .answers import Answer
from .records import Record

OutForm = Literal["jsonl", "csv"]
COLUMNS = ("record", "id", "action", "category", "severity", "broken")


def head(form: OutForm) -> bytes:
    """What stands before the first answer."""
    return _csv_row(COLUMNS) if form == "csv" else b""


def row(form: OutForm, record: Record, answer: Answer | None) -> bytes:
    """One line. A record that could not be read or screened has no action; `broken` says why."""
    broken = record.broken or ("failed" if answer is None else None)
    told = (None, None, None) if broken or answer is None else answer
    values = (record.number, record.id, *told, broken)
    if form == "csv":
        return _csv_row(values)
    named = zip(COLUMNS, values, strict=True)
    line = {name: value for name, value in named if value is not None or name == "action"}
    return json.dumps(line).encode("ascii") + b"\n"


def _csv_row(values: tuple[object, ...]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(["" if value is None else value for value in values])
    return line.getvalue().encode("utf-8", "replace")
