"""What one call takes, in microseconds, of several ways to answer the same queries in one run."""

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from statistics import fmean, median, quantiles

Answer = Callable[[str], object]


class Times:
    """The mean, the median and the slowest hundredth of each round; of these the median over the rounds."""

    def __init__(self, rounds: Sequence[Sequence[float]]) -> None:
        self.mean, self.p50 = median(map(fmean, rounds)), median(map(median, rounds))
        self.p99 = median(quantiles(each, n=100)[98] for each in rounds)

    def line(self, name: str, ours: "Times") -> str:
        """A row of a table; the last two numbers are how many times as fast as this one `ours` is."""
        times = f"{self.p50:>9.2f} {self.p99:>9.2f} {self.mean:>9.2f} {1e6 / self.mean:>11,.0f}"
        return f"{name:<28} {times} {self.mean / ours.mean:>10.2f} {self.p50 / ours.p50:>10.2f}"


HEAD = f"{'':<28} {'p50 µs':>9} {'p99 µs':>9} {'mean µs':>9} {'queries/s':>11} {'x, means':>10} {'x, medians':>10}"


def interleaved(ways: Mapping[str, Answer], queries: Sequence[str], rounds: int) -> dict[str, Times]:
    """The times of all ways, turn by turn; every turn has its own part of the queries, the first is not counted.

    No query comes twice: nobody is faster for having seen it.
    """
    taken: dict[str, list[list[float]]] = {name: [] for name in ways}
    with _uncollected():
        for turn in range(rounds + 1):
            part = queries[turn :: rounds + 1]
            for name, answer in ways.items():
                times = [_took(answer, query) for query in part]
                if turn:
                    taken[name].append(times)
    return {name: Times(of) for name, of in taken.items()}


def fastest(call: Callable[[], object], rounds: int = 5) -> float:
    """The least milliseconds that a call takes."""
    with _uncollected():
        return min(_took(lambda _: call(), "") for _ in range(rounds)) / 1000


def _took(answer: Answer, query: str) -> float:
    began = time.perf_counter_ns()
    answer(query)
    return (time.perf_counter_ns() - began) / 1000


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing is collected meanwhile: a peer's garbage is not the next one's time."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
