"""What an operator supplies to train on: TSV (label, tab, text) or JSONL (`label`, `text`). Kept in memory only."""

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..folding import fold

LONGEST_LINE = 100_000  # characters
_GRAVE = {"1": True, "grave": True, "true": True, "0": False, "ordinary": False, "false": False}


class ExamplesInvalid(Exception):
    """There is too little to learn from or to measure on. One sentence, without a text."""


@dataclass
class Examples:
    """Folded texts and whether each is grave; `broken` are the numbers of the lines that could not be read."""

    texts: list[str] = field(default_factory=list)
    grave: list[bool] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)

    def add(self, text: str, grave: bool) -> None:
        """One example, folded already."""
        self.texts.append(text)
        self.grave.append(grave)

    def share(self, tenths: Iterable[int]) -> "Examples":
        """Those whose text falls into one of the `tenths` (0 to 9): equal texts always fall into the same one."""
        wanted, some = set(tenths), Examples()
        for text, grave in zip(self.texts, self.grave, strict=True):
            if zlib.crc32(text.encode("utf-8", "surrogatepass")) % 10 in wanted:
                some.add(text, grave)
        return some

    def need(self, each: int) -> None:
        """Raises ExamplesInvalid where there are fewer than `each` of a kind."""
        grave = sum(self.grave)
        if min(grave, len(self.grave) - grave) < each:
            raise ExamplesInvalid(
                f"At least {each} grave and {each} ordinary texts are needed here;"
                f" there are {grave} and {len(self.grave) - grave}."
            )


def read_examples(lines: Iterable[bytes]) -> Examples:
    """Examples of the lines of a file. A line that is none is counted, not raised."""
    found = Examples()
    for number, text, grave in _rows(lines):
        folded = fold(text) if text is not None else ""
        if grave is None or not folded.strip():
            found.broken.append(number)
        else:
            found.add(folded, grave)
    return found


def _rows(lines: Iterable[bytes]) -> Iterator[tuple[int, str | None, bool | None]]:
    for number, raw in enumerate(lines, start=1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            yield number, None, None
            continue
        if not line.strip():
            continue
        label, text = _row(line) if len(line) <= LONGEST_LINE else ("", None)
        yield number, text, _GRAVE.get(label.strip().lower())


def _row(line: str) -> tuple[str, str | None]:
    if not line.startswith("{"):
        label, tab, text = line.partition("\t")
        return label, text if tab else None
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return "", None
    text = row.get("text")
    return str(row.get("label")), text if isinstance(text, str) else None
