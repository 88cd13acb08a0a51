"""A run in a process of its own, to be killed: FILE OUT JOBS. Each text takes a moment, so a kill comes between."""

import os
import sys
import time
from pathlib import Path

from webhook.detection import Finding
from webhook.detection.bulk import Layout, Run, Source, to_file


class Known:
    """Stands in for the engine: a word that is known by heart."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds

    def screen(self, query: str, kind: str, lists: frozenset[str] | None = None) -> Finding | None:
        if self._seconds:
            time.sleep(self._seconds)
        if "fails" in query:
            raise RuntimeError(query)
        if "stops" in query:
            raise KeyboardInterrupt
        if "dies" in query:
            os._exit(9)
        if kind == "chat":
            return None
        if "blorvex" in query:
            return Finding("grave", "high")
        return Finding("mild", "warning", "fuzzy") if "quorl" in query else None

    unfinished = screen


def main(file: Path, out: Path, jobs: int) -> None:
    run = Run(Layout("csv", ("title", "tags"), "key", split=";"), ("upload",), "made-up 1", jobs=jobs)
    with file.open("rb") as raw:
        source = Source(raw, file.stat().st_size)
        to_file(run, Known(20e-6), source, out, lambda now: None, resume=True, saved_every=0.02)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
