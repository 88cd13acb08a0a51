"""What a detector is asked and what it answers."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Finding:
    """That something was found, never what: no term, no position, no score.

    `severity` is notice, warning or high.
    """

    category: str
    severity: str


class Detector(Protocol):
    """Screens one query in memory. An implementation stores nothing and logs nothing of it."""

    def screen(self, query: str, kind: str) -> Finding | None:
        """`kind` is search, link, upload, prompt, chat or profile. The gravest finding, or None."""
        ...
