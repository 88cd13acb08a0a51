"""What a command tells of a run: a line of progress, a summary, an exit code. Any command line may use it."""

import time
from typing import TextIO

from .checkpoint import Counts
from .running import Progress

DONE, FAILED, HITS, BROKEN = 0, 1, 3, 4
"""Exit codes. FAILED: not everything was screened. HITS: only where the caller asks for it. BROKEN: everything was gone
through, but some records could not be read."""


NOT_LINES = (
    ".age",
    ".doc",
    ".docx",
    ".ods",
    ".parquet",
    ".pdf",
    ".xls",
    ".xlsx",
    ".zip",
    ".zst",
    ".bz2",
    ".xz",
)


def cannot_be_read(name: str) -> str | None:
    """Why a file of this name can't be screened, by its ending, and what to do."""
    if not name.lower().endswith(NOT_LINES):
        return None
    return f"{name} is not TXT, CSV or JSONL, also as .gz: save it as one of these."


def exit_code(counts: Counts, *, fail_on_hit: bool) -> int:
    """A hit counts for more than a broken record."""
    if fail_on_hit and counts.notice + counts.warning:
        return HITS
    return BROKEN if counts.broken else DONE


def summary(counts: Counts) -> str:
    """One line, and one more for broken records, named by number."""
    told = f"{counts.records:,} records: {counts.warning:,} warning, {counts.notice:,} notice, {counts.none:,} none."
    if not counts.broken:
        return told
    named = ", ".join(map(str, counts.first_broken))
    more = ", …" if counts.broken > len(counts.first_broken) else ""
    return f"{told}\n{counts.broken:,} could not be read and were not screened: {named}{more}."


class Meter:
    """Shows how far a run is: on a terminal one line that changes, elsewhere a line now and then if forced."""

    def __init__(self, stream: TextIO, *, forced: bool = False) -> None:
        self._stream, self._terminal = stream, stream.isatty()
        self._shown = forced or self._terminal
        self._every = 0.5 if self._terminal else 5.0  # seconds
        self._began = self._last = time.monotonic()
        self._first: Progress | None = None

    def __call__(self, now: Progress) -> None:
        """Show it, if it is time to."""
        self._first = self._first or now
        moment = time.monotonic()
        if self._shown and (moment - self._last >= self._every or now is self._first):
            self._last = moment
            self._write(_line(self._first, now, moment - self._began))

    def end(self) -> None:
        """Leave the line."""
        if self._terminal and self._first:
            self._stream.write("\n")

    def _write(self, line: str) -> None:
        self._stream.write(f"\r{line}\x1b[K" if self._terminal else f"{line}\n")
        self._stream.flush()


def _line(first: Progress, now: Progress, seconds: float) -> str:
    parts = [f"{now.records:,} records"]
    if seconds > 0 and now.records > first.records:
        parts.append(f"{(now.records - first.records) / seconds:,.0f} a second")
    if now.size:
        parts.append(f"{100 * min(1.0, now.done / now.size):.0f} %")
        if seconds > 0 and now.done > first.done:
            left = max(0, now.size - now.done) * seconds / (now.done - first.done)
            parts.append(f"{_duration(left)} left")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
