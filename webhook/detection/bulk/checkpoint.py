"""How far a run has come, in a file beside its output, so that another run goes on as if nothing had been."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from .lines import START, Place

FORMAT = 1


class CannotResume(Exception):
    """What was begun cannot be continued. One sentence."""


@dataclass
class Counts:
    """Records by what became of them, and the numbers of the first broken ones."""

    none: int = 0
    notice: int = 0
    warning: int = 0
    broken: int = 0
    first_broken: list[int] = field(default_factory=list)

    def copy(self) -> "Counts":
        """The same numbers, which stay as they are."""
        return replace(self, first_broken=list(self.first_broken))

    @property
    def records(self) -> int:
        """All of them."""
        return self.none + self.notice + self.warning + self.broken


@dataclass(frozen=True)
class Begun:
    """What must be the same for a run to go on: all but `size` and `head` come from who calls."""

    head: str
    size: int | None
    options: str
    lists: str


@dataclass(frozen=True)
class Checkpoint:
    """`place` and `record`: what of the input is done; `written`: bytes of the output that belong to it."""

    begun: Begun
    place: Place = START
    record: int = 0
    written: int = 0
    finished: bool = False
    counts: Counts = field(default_factory=Counts)

    def must_fit(self, begun: Begun) -> None:
        """Raises CannotResume where the input, the options or the lists are others than at the beginning."""
        old = self.begun
        if (old.head, old.size) != (begun.head, begun.size):
            raise CannotResume("The input has changed since the run began; start again with --force.")
        if old.lists != begun.lists:
            raise CannotResume("The lists have changed since the run began; start again with --force.")
        if old.options != begun.options:
            raise CannotResume("The options are others than when the run began; give the same, or --force.")

    def write(self, path: Path) -> None:
        """Put it in place whole, so that it lasts through a cut of the power."""
        unfinished = path.with_name(f"{path.name}.new")
        with unfinished.open("w", encoding="ascii") as file:
            json.dump({"format": FORMAT, **asdict(self)}, file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        with suppress(OSError):  # not every system lets a folder be opened
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def read_checkpoint(path: Path) -> Checkpoint | None:
    """The checkpoint, or None where there is none. Raises CannotResume where it cannot be read."""
    try:
        whole = json.loads(path.read_bytes())
        if whole.pop("format") != FORMAT:
            raise CannotResume("The checkpoint is of another version; start again with --force.")
        whole["begun"], whole["counts"] = Begun(**whole["begun"]), Counts(**whole["counts"])
        return Checkpoint(**whole | {"place": Place(*whole["place"])})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise CannotResume("The checkpoint cannot be read; start again with --force.") from None


def checkpoint_of(out: Path) -> Path:
    """Where the checkpoint of an output stands."""
    return out.with_name(f"{out.name}.checkpoint")
