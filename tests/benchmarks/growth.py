"""Build an engine in this fresh process and say what it takes: `python -m tests.benchmarks.growth TERMS`.

Prints JSON: `compile` (seconds), `bare` (seconds that a bare automaton of the same phrases takes), `mib` (resident
memory that the engine adds to the ordinary words that every engine shares), `shared` (those words), and `mean`,
`p50`, `p99` (microseconds a query).
"""

import gc
import json
import sys
import time

import psutil
from ahocorasick_rs import AhoCorasick, Implementation

from tests.benchmarks.timing import interleaved
from tests.benchmarks.traffic import english
from tests.detection.compiled import phrases, word_list
from webhook.detection.compiling import compile_lists

QUERIES, ROUNDS = 40_000, 3
MIB = 1 << 20


def main(count: int) -> None:
    """Measure with so many terms."""
    terms = phrases(count)
    queries, known = english(QUERIES, phrases(1_000)), word_list(terms)
    empty = _resident()
    compile_lists([word_list(["blorvex zanthi"])])
    before = _resident()
    began = time.perf_counter()
    engine = compile_lists([known])
    compiled = time.perf_counter()
    after = _resident()
    automaton = AhoCorasick([f" {term} " for term in terms], implementation=Implementation.ContiguousNFA)
    bare = time.perf_counter() - compiled
    times = interleaved({"ours": lambda query: engine.screen(query, "search")}, queries, ROUNDS)["ours"]
    assert automaton
    figures = {
        "compile": compiled - began, "bare": bare, "mib": (after - before) / MIB, "shared": (before - empty) / MIB,
        "mean": times.mean, "p50": times.p50, "p99": times.p99,
    }  # fmt: skip
    json.dump(figures, sys.stdout)


def _resident() -> int:
    gc.collect()
    return int(psutil.Process().memory_info().rss)


if __name__ == "__main__":
    main(int(sys.argv[1]))
