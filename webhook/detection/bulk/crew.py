"""Screen batches of records, in this process or in several; the answers come in the order of the batches."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from typing import Any

from ..finding import Detector
from .answers import Answer, answer
from .records import Record

Batch = list[Record]
Texts = list[tuple[str, ...]]


class WorkerLost(Exception):
    """A process that screened has died, so a batch has no answer. One sentence."""


class Task:
    """What every batch is asked: the detector, under these kinds of trigger."""

    def __init__(self, detector: Detector, kinds: tuple[str, ...]) -> None:
        self._detector, self._kinds = detector, kinds

    def answers(self, texts: Texts) -> list[Answer | None]:
        """An answer for each record's texts; None where the detector failed."""
        return [self._answer(one) for one in texts]

    def _answer(self, texts: tuple[str, ...]) -> Answer | None:
        try:
            return answer(self._detector, texts, self._kinds)
        except Exception:  # one record must not end the run, and what an error says may quote it
            return None


def screened(
    batches: Iterable[Batch], task: Task, jobs: int = 1
) -> Iterator[tuple[Batch, list[Answer | None]]]:
    """Each batch with its answers. More than one job needs a system that forks: the lists are never sent anywhere."""
    if jobs <= 1 or "fork" not in multiprocessing.get_all_start_methods():
        for batch in batches:
            yield batch, task.answers([record.texts for record in batch])
        return
    crew = _Crew(task, jobs)
    try:
        yield from crew.screened(batches)
    finally:
        crew.end()


class _Crew:
    """Processes that take turns. Each has one batch at a time, so no pipe fills up on both sides."""

    def __init__(self, task: Task, jobs: int) -> None:
        fork: Any = multiprocessing.get_context("fork")
        self._ours: list[Connection] = []
        self._processes = []
        for _ in range(jobs):
            ours, theirs = fork.Pipe()
            # The child closes our ends: where we are killed, each child reads the end of its pipe and goes.
            process = fork.Process(target=_serve, args=(task, theirs, [*self._ours, ours]), daemon=True)
            process.start()
            theirs.close()
            self._ours.append(ours)
            self._processes.append(process)

    def screened(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, list[Answer | None]]]:
        free, busy = deque(self._ours), deque[tuple[Connection, Batch]]()
        try:
            for batch in batches:
                if not free:
                    connection, done = busy.popleft()
                    yield done, connection.recv()
                    free.append(connection)
                connection = free.popleft()
                connection.send([record.texts for record in batch])
                busy.append((connection, batch))
            while busy:
                connection, done = busy.popleft()
                yield done, connection.recv()
        except (EOFError, ConnectionError):
            raise WorkerLost("A screening process has died.") from None

    def end(self) -> None:
        for connection in self._ours:
            connection.close()
        for process in self._processes:
            process.join(5)
            if process.is_alive():
                process.kill()


def _serve(task: Task, connection: Connection, not_ours: list[Connection]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that writes
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in not_ours:
        other.close()
    try:
        while True:
            connection.send(task.answers(connection.recv()))
    except (EOFError, ConnectionError):
        return
