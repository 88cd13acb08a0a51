"""Screen a file of any size in memory of a fixed size, and go on where a run was cut off."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import BinaryIO

from ..finding import Detector
from .answers import Answer
from .checkpoint import Begun, CannotResume, Checkpoint, Counts, checkpoint_of, read_checkpoint
from .crew import Batch, Task, screened
from .lines import Lines, Place, Source
from .output import OutForm, head, row
from .records import Layout, Reader, Record

BATCH = 512
"""Records at most in a batch."""

BATCH_TEXT = 1 << 20
"""Characters after which a batch is full."""

SAVED_EVERY = 2.0
"""Seconds between two checkpoints."""

_NAMED = 20  # broken records whose numbers are told at the end; the output has them all


@dataclass(frozen=True)
class Run:
    """What to do: `lists` says which lists, in which versions; the same text means the same answers."""

    layout: Layout
    kinds: tuple[str, ...]
    lists: str
    out_form: OutForm = "jsonl"
    only_hits: bool = False
    jobs: int = 1

    def begun(self, source: Source) -> Begun:
        """What a checkpoint compares."""
        options = asdict(self) | {"jobs": None, "lists": None}
        return Begun(source.head, source.size, json.dumps(options, sort_keys=True), self.lists)


@dataclass(frozen=True)
class Progress:
    """`done` and `size` in bytes of the file as it lies there; `size` is None for a pipe."""

    records: int
    done: int
    size: int | None


def to_stream(
    run: Run, detector: Detector, source: Source, out: BinaryIO, show: Callable[[Progress], None]
) -> Counts:
    """Screen everything to a stream. Raises InputInvalid, WorkerLost, OSError of the output."""
    out.write(head(run.out_form))
    counts = Counts()
    for _ in _written(run, detector, source, Reader(Lines(source), run.layout), out, counts, show):
        pass
    out.flush()
    return counts


def to_file(
    run: Run,
    detector: Detector,
    source: Source,
    out: Path,
    show: Callable[[Progress], None],
    *,
    resume: bool = False,
    saved_every: float = SAVED_EVERY,
) -> Counts:
    """Screen everything to a file, with a checkpoint beside it.

    `resume` goes on where a run was cut off, and begins where none was; without it, both files are written anew. A run
    that was cut off at any moment and resumed gives the same bytes as one that was not. Raises CannotResume,
    InputInvalid, WorkerLost, OSError of the output.
    """
    reader = Reader(Lines(source), run.layout)  # a missing column is told before anything is written
    with _locked(out) as file:
        at = _begin(run.begun(source), out, file, resume)
        if at.finished:
            return at.counts
        reader.go_on(at.place, at.record)
        return _go_on(run, detector, source, reader, _Kept(file, out, at, saved_every), show)


def _begin(begun: Begun, out: Path, file: BinaryIO, resume: bool) -> Checkpoint:
    """Where to start, with a checkpoint that says so."""
    size = os.fstat(file.fileno()).st_size
    found = read_checkpoint(checkpoint_of(out)) if resume else None
    if found is not None:
        found.must_fit(begun)
        if size < found.written:
            raise CannotResume(f"{out.name} is shorter than its checkpoint says; start again with --force.")
        return found
    if resume and size:
        raise CannotResume(f"{out.name} is there, but no checkpoint of it; start again with --force.")
    found = Checkpoint(begun)
    found.write(checkpoint_of(out))  # before the output is emptied: an older checkpoint would speak of that
    return found


class _Kept:
    """An output and its checkpoint: the output first reaches the disk, then the checkpoint that counts on it."""

    def __init__(self, file: BinaryIO, out: Path, at: Checkpoint, every: float) -> None:
        self.file, self.at = file, at
        self._beside, self._every, self._saved = checkpoint_of(out), every, time.monotonic()

    def come_to(self, place: Place, record: int, counts: Counts) -> None:
        """Everything up to a record has been written; its counts are these."""
        self.at = Checkpoint(self.at.begun, place, record, self.file.tell(), False, counts.copy())
        if time.monotonic() - self._saved >= self._every:
            self.save()

    def save(self, *, finished: bool = False) -> None:
        """Make what has been come to last."""
        self.at = replace(self.at, finished=finished)
        self.file.flush()
        os.fsync(self.file.fileno())
        self.at.write(self._beside)
        self._saved = time.monotonic()


def _go_on(
    run: Run,
    detector: Detector,
    source: Source,
    reader: Reader,
    kept: _Kept,
    show: Callable[[Progress], None],
) -> Counts:
    file, counts = kept.file, kept.at.counts.copy()
    file.truncate(kept.at.written)  # what was written after the checkpoint is done again
    file.seek(kept.at.written)
    if not kept.at.written:
        file.write(head(run.out_form))
    file.flush()  # before processes are split off, which would have a copy of what is not written yet
    try:
        for place, number in _written(run, detector, source, reader, file, counts, show):
            kept.come_to(place, number, counts)
    except BaseException:
        with suppress(OSError):
            kept.save()
        raise
    kept.at = replace(kept.at, written=file.tell())
    kept.save(finished=True)
    return counts


@contextmanager
def _locked(out: Path) -> Iterator[BinaryIO]:
    """The output, for this process alone, as it is."""
    descriptor = os.open(out, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        try:
            # POSIX locks, and not flock: the processes that screen must not hold it when this one is killed.
            import fcntl

            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass
        except OSError:
            raise CannotResume("Another run is writing this output.") from None
        yield file


def _written(
    run: Run,
    detector: Detector,
    source: Source,
    reader: Reader,
    out: BinaryIO,
    counts: Counts,
    show: Callable[[Progress], None],
) -> Iterator[tuple[Place, int]]:
    """Write batch after batch; after each one, the place and the number of its last record."""
    for batch, answers in screened(_batches(reader), Task(detector, run.kinds), run.jobs):
        lines = []
        for record, answer in zip(batch, answers, strict=True):
            _count(counts, record, answer)
            if record.broken or answer is None or answer.action != "none" or not run.only_hits:
                lines.append(row(run.out_form, record, answer))
        out.write(b"".join(lines))
        show(Progress(counts.records, source.read, source.size))
        yield batch[-1].end, batch[-1].number


def _count(counts: Counts, record: Record, answer: Answer | None) -> None:
    if answer is not None and not record.broken:
        setattr(counts, answer.action, getattr(counts, answer.action) + 1)
        return
    counts.broken += 1
    if len(counts.first_broken) < _NAMED:
        counts.first_broken.append(record.number)


def _batches(reader: Reader) -> Iterator[Batch]:
    batch: Batch = []
    size = 0
    for record in reader:
        batch.append(record)
        size += sum(map(len, record.texts))
        if len(batch) >= BATCH or size >= BATCH_TEXT:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
