"""A file of records is screened whole, in little memory, and a run that was cut off goes on as if it had not been."""

import contextlib
import csv
import gzip
import io
import json
import random
import signal
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.detection.screening_run import Known
from webhook.detection import Finding
from webhook.detection.bulk import (
    CannotResume,
    Counts,
    InputInvalid,
    Layout,
    Run,
    Source,
    WorkerLost,
    checkpoint_of,
    to_file,
    to_stream,
)
from webhook.detection.bulk.answers import Answer, answer
from webhook.detection.bulk.terminal import Meter, exit_code, summary
from webhook.detection.finding import SEVERITIES, TIERS, action_of

TXT = Layout("txt")
ROOT = Path(__file__).parents[3]


def answers(content: bytes, layout: Layout = TXT, **more: Any) -> list[dict[str, Any]]:
    """The answers for a file with this content."""
    out = io.BytesIO()
    run = Run(layout, more.pop("kinds", ("upload",)), "made-up 1", **more)
    to_stream(run, Known(), Source(io.BytesIO(content), len(content)), out, lambda now: None)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def actions(content: bytes, layout: Layout = TXT, **more: Any) -> list[str | None]:
    return [one["action"] for one in answers(content, layout, **more)]


def test_every_line_has_an_answer_with_its_number() -> None:
    assert answers(b"a blorvex\n\nplain\r\na quorl") == [
        {"record": 1, "action": "warning", "category": "grave", "severity": "high"},
        {"record": 2, "action": "none"},
        {"record": 3, "action": "none"},
        {"record": 4, "action": "notice", "category": "mild", "severity": "warning"},
    ]


def test_only_hits_leaves_out_the_others() -> None:
    assert [one["record"] for one in answers(b"a\nblorvex\nb\nquorl\n", only_hits=True)] == [2, 4]


def test_no_text_and_no_term_is_ever_told() -> None:
    told = json.dumps(answers(b'{"t": "see blorvex now", "key": 7}\n', Layout("jsonl", ("t",), "key")))
    assert "blorvex" not in told
    assert "see" not in told


@pytest.mark.parametrize("packed", [False, True])
def test_csv_columns_quoted_cells_and_ids(packed: bool) -> None:
    content = '\ufeffkey,title,tags\nA1,one,x\nA2,"a\nblorvex","y"\n\nA3,"say ""quorl""",z\n'.encode()
    content = gzip.compress(content) if packed else content
    found = answers(content, Layout("csv", ("title", "tags"), "key"))
    assert [(one["record"], one.get("id"), one["action"]) for one in found] == [
        (1, "A1", "none"),
        (2, "A2", "warning"),
        (3, None, "none"),
        (4, "A3", "notice"),
    ]


def test_tags_of_one_cell_are_screened_each_alone() -> None:
    asked: list[str] = []

    class Asked(Known):
        def screen(self, query: str, kind: str, lists: frozenset[str] | None = None) -> Finding | None:
            asked.append(query)
            return None

    layout = Layout("jsonl", ("tags", "title"), split=";")
    content = b'{"tags": ["one two", "three;four"], "title": "five"}\n{"title": "six", "tags": null}\n'
    run = Run(layout, ("upload",), "")
    to_stream(run, Asked(), Source(io.BytesIO(content), None), io.BytesIO(), lambda now: None)
    assert asked == ["one two", "three", "four", "five", "six"]


def test_a_column_without_a_header_is_a_number() -> None:
    assert actions(b"x,blorvex\ny,z\n", Layout("csv", ("2",), header=False)) == ["warning", "none"]


@pytest.mark.parametrize(
    ("layout", "content", "sentence"),
    [
        (Layout("csv", ("title",)), b"a,b\n1,2\n", "The column 'title' stands not in the header."),
        (Layout("csv", ("a",)), b"a,a\n1,2\n", "The column 'a' stands twice in the header."),
        (Layout("csv", ("title",), header=False), b"1,2\n", "Without a header"),
        (Layout("csv", ("a",)), b"\xff,\n", "is no header"),
        (TXT, b"\xff\xfea\0", "UTF-16"),
        (TXT, gzip.compress(random.Random(1).randbytes(99_999))[:-900], "torn"),
        (TXT, b"\x1f\x8bnonsense that is no gzip", "torn"),
    ],
)
def test_a_file_that_can_not_be_read_is_one_sentence(layout: Layout, content: bytes, sentence: str) -> None:
    with pytest.raises(InputInvalid, match=sentence):
        answers(content, layout)


@pytest.mark.parametrize(
    ("layout", "row", "why"),
    [
        (TXT, b"bl\xffrvex", "encoding"),
        (TXT, b"x" * 10_000_000, "too-long"),
        (TXT, b"x" * 200_000, "too-long"),
        (Layout("jsonl", ("t",)), b'{"t": ', "not-json"),
        (Layout("jsonl", ("t",)), b"[" * 100_000, "not-json"),
        (Layout("jsonl", ("t",)), b'["t"]', "not-json"),
        (Layout("jsonl", ("t",)), b'{"other": "blorvex"}', "no-such-field"),
        (Layout("jsonl", ("t",)), b'{"t": {"blorvex": 1}}', "no-such-field"),
        (Layout("csv", ("2",), header=False), b"one", "no-such-field"),
        (Layout("csv", ("2",), header=False), b'a,"never closed', "not-csv"),
        (Layout("csv", ("2",), header=False), b'a,"closed" and more', "not-csv"),
        (Layout("csv", ("2",), header=False), b"a,\xff", "encoding"),
    ],
)
def test_a_broken_row_is_named_and_the_rows_beside_it_are_screened(
    layout: Layout, row: bytes, why: str
) -> None:
    good = {"txt": b"blorvex", "jsonl": b'{"t": "blorvex"}', "csv": b"1,blorvex"}[layout.form]
    found = answers(b"\n".join([good, row, good, good, b""]), layout, only_hits=True)
    assert [(one["record"], one["action"], one.get("broken")) for one in found] == [
        (1, "warning", None),
        (2, None, why),
        (3, "warning", None),
        (4, "warning", None),
    ]


@given(st.binary(max_size=400), st.sampled_from(["txt", "csv", "jsonl"]))
def test_no_bytes_break_the_reader(content: bytes, form: Any) -> None:
    layout = Layout(form, ("1",) if form == "csv" else ("t",), header=False)
    with contextlib.suppress(InputInvalid):
        numbers = [one["record"] for one in answers(content, layout)]
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("jobs", [1, 2])
def test_memory_does_not_grow_with_the_file(jobs: int) -> None:
    def peak(rows: int) -> int:
        class Endless(io.RawIOBase):
            left = rows

            def readable(self) -> bool:
                return True

            def read(self, size: int = -1) -> bytes:
                self.left -= 1
                return b"words of a title\n" * 500 if self.left >= 0 else b""

        class Nowhere(io.BytesIO):
            def write(self, some: Any) -> int:
                return len(some)

        run = Run(TXT, ("upload",), "", jobs=jobs)
        tracemalloc.start()
        try:
            to_stream(run, Known(), Source(Endless(), None), Nowhere(), lambda now: None)  # type: ignore[arg-type]
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(48) < 1.5 * peak(12)


def test_csv_answers_have_a_head_and_no_surprises() -> None:
    out = io.BytesIO()
    content = b'{"t": "blorvex", "k": "a,\\"b\\""}\n{"t": "x"}\nnonsense\n'
    run = Run(Layout("jsonl", ("t",), "k"), ("upload",), "", out_form="csv")
    to_stream(run, Known(), Source(io.BytesIO(content), None), out, lambda now: None)
    assert list(csv.reader(io.StringIO(out.getvalue().decode()))) == [
        ["record", "id", "action", "category", "severity", "broken"],
        ["1", 'a,"b"', "warning", "grave", "high", ""],
        ["2", "", "none", "", "", ""],
        ["3", "", "", "", "", "not-json"],
    ]


@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize("tier", TIERS)
def test_an_action_is_the_one_that_the_service_would_tell(tier: str, severity: str) -> None:
    from webhook.services.screening import Hit

    finding = Finding("c", severity, tier)
    sure = tier in ("exact", "inflected", "joined") and severity != "notice"
    assert Hit.of(finding).action == action_of(finding) == ("warning" if sure else "notice")


def test_the_gravest_of_several_texts_and_kinds_counts() -> None:
    assert answer(Known(), ["quorl", "blorvex", "x"], ("upload",)).category == "grave"
    assert answer(Known(), ["quorl"], ("chat", "upload")).action == "notice"
    assert answer(Known(), ["quorl"], ("chat",)) == Answer("none")


def test_several_processes_give_the_same_answers_in_the_same_order() -> None:
    content = _titles(5_000)
    layout = Layout("csv", ("title",), "key")
    assert answers(content, layout, jobs=3) == answers(content, layout)


def test_a_process_that_dies_is_told_and_not_passed_over() -> None:
    with pytest.raises(WorkerLost):
        answers(b"one\ndies\n" * 600, jobs=2)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_record_that_the_detector_fails_on_is_named_and_not_quoted(jobs: int) -> None:
    found = answers(b"blorvex\nfails blorvex\nblorvex\n", jobs=jobs)
    assert found[1] == {"record": 2, "action": None, "broken": "failed"}
    assert [one["action"] for one in found] == ["warning", None, "warning"]


# --- cut off and resumed


def run_to(out: Path, file: Path, **more: Any) -> Counts:
    resume, lists = more.pop("resume", False), more.pop("lists", "made-up 1")
    detector = more.pop("detector", None) or Known()
    run = Run(more.pop("layout", TXT), ("upload",), lists, **more)
    with file.open("rb") as raw:
        source = Source(raw, file.stat().st_size)
        return to_file(run, detector, source, out, lambda now: None, resume=resume, saved_every=0.0)


@pytest.fixture
def cut(tmp_path: Path) -> tuple[Path, Path]:
    """A file and the output of a run that was cut off in its middle."""
    file, out = tmp_path / "titles.txt", tmp_path / "answers.jsonl"
    file.write_bytes(b"blorvex\nx\n" * 1_500)

    class Cut(Known):
        asked = 0

        def screen(self, query: str, kind: str, lists: frozenset[str] | None = None) -> Finding | None:
            self.asked += 1
            if self.asked > 1_700:
                raise KeyboardInterrupt
            return super().screen(query, kind)

    with pytest.raises(KeyboardInterrupt):
        run_to(out, file, detector=Cut())
    return file, out


def test_a_run_that_was_cut_off_goes_on_where_it_was(cut: tuple[Path, Path], tmp_path: Path) -> None:
    file, out = cut
    assert out.stat().st_size > 0
    assert json.loads(checkpoint_of(out).read_bytes())["record"] == 3 * 512
    counts = run_to(out, file, resume=True)
    assert counts == run_to(tmp_path / "whole.jsonl", file)
    assert out.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_what_is_finished_stays_as_it_is(cut: tuple[Path, Path]) -> None:
    file, out = cut
    counts = run_to(out, file, resume=True)
    before = out.stat().st_mtime_ns
    assert run_to(out, file, resume=True, detector=object()) == counts
    assert out.stat().st_mtime_ns == before


def test_resuming_what_was_never_begun_begins_it(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_bytes(b"blorvex\n")
    assert run_to(tmp_path / "out.jsonl", tmp_path / "in.txt", resume=True).warning == 1


def _longer(file: Path, out: Path) -> None:
    file.write_bytes(file.read_bytes() + b"more\n")


def _other_head(file: Path, out: Path) -> None:
    file.write_bytes(b"B" + file.read_bytes()[1:])


def _torn_checkpoint(file: Path, out: Path) -> None:
    whole = checkpoint_of(out).read_bytes()
    checkpoint_of(out).write_bytes(whole[: len(whole) // 2])


def _shorter_output(file: Path, out: Path) -> None:
    out.write_bytes(out.read_bytes()[:100])


def _no_checkpoint(file: Path, out: Path) -> None:
    checkpoint_of(out).unlink()


@pytest.mark.parametrize(
    ("change", "more", "sentence"),
    [
        (_longer, {}, "The input has changed"),
        (_other_head, {}, "The input has changed"),
        (_torn_checkpoint, {}, "The checkpoint cannot be read"),
        (_shorter_output, {}, "is shorter than its checkpoint says"),
        (_no_checkpoint, {}, "no checkpoint of it"),
        (None, {"lists": "made-up 2"}, "The lists have changed"),
        (None, {"only_hits": True}, "The options are others"),
    ],
)
def test_what_can_not_be_resumed_is_refused_and_left_as_it_is(
    cut: tuple[Path, Path], change: Any, more: dict[str, Any], sentence: str
) -> None:
    file, out = cut
    if change:
        change(file, out)
    before = out.read_bytes()
    with pytest.raises(CannotResume, match=sentence):
        run_to(out, file, resume=True, **more)
    assert out.read_bytes() == before


def test_an_input_that_has_changed_far_from_its_head_is_refused(tmp_path: Path) -> None:
    file, out = tmp_path / "in.txt", tmp_path / "out.jsonl"
    file.write_bytes(b"x" * 69 + b"\n")
    file.write_bytes(file.read_bytes() * 2_000 + b"stops\n" + b"more\n" * 10)
    with pytest.raises(KeyboardInterrupt):
        run_to(out, file)
    whole = bytearray(file.read_bytes())
    whole[100_000] = ord("y")
    file.write_bytes(whole)
    with pytest.raises(InputInvalid, match="has changed"):
        run_to(out, file, resume=True)


def test_one_output_has_one_run(cut: tuple[Path, Path]) -> None:
    file, out = cut
    holder = (
        "import fcntl, sys; file = open(sys.argv[1], 'r+b'); fcntl.lockf(file, fcntl.LOCK_EX);"
        " print('held', flush=True); sys.stdin.read()"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", holder, str(out)], **pipes) as other:
        assert other.stdout
        other.stdout.readline()
        with pytest.raises(CannotResume, match="Another run"):
            run_to(out, file, resume=True)
        other.kill()


@pytest.mark.parametrize(("jobs", "packed"), [(1, False), (1, True), (2, False)])
def test_killed_at_any_moment_and_resumed_it_gives_the_same_bytes(
    tmp_path: Path, jobs: int, packed: bool
) -> None:
    chance = random.Random(f"{jobs} {packed}")
    file = tmp_path / "titles.csv"
    content = _titles(7_000)
    file.write_bytes(gzip.compress(content, 1) if packed else content)
    whole, out = tmp_path / "whole.jsonl", tmp_path / "answers.jsonl"
    run_to(whole, file, layout=Layout("csv", ("title", "tags"), "key", split=";"))
    kills = 0
    line = [sys.executable, "-m", "tests.unit.detection.screening_run", str(file), str(out), str(jobs)]
    for _ in range(60):
        with subprocess.Popen(line, cwd=ROOT) as process:
            _let_it_work(process, out, chance.uniform(0.0, 0.12))
            process.send_signal(signal.SIGKILL)
            code = process.wait()
        if code == 0:
            break
        kills += 1
        assert code == -signal.SIGKILL
        part = out.read_bytes() if out.exists() else b""
        assert whole.read_bytes().startswith(part)
    assert code == 0
    assert kills >= 3
    assert out.read_bytes() == whole.read_bytes()


def _let_it_work(process: "subprocess.Popen[bytes]", out: Path, seconds: float) -> None:
    """Until it has begun to write, and a while longer."""
    beside = checkpoint_of(out)
    before = beside.read_bytes() if beside.exists() else b""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        if beside.exists() and beside.read_bytes() != before:
            break
        time.sleep(0.005)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)


def _titles(rows: int) -> bytes:
    chance = random.Random(7)
    words = ["blorvex", "quorl", *(f"word{number}" for number in range(60))]
    lines = ["key,title,tags"]
    for number in range(rows):
        title = " ".join(chance.choices(words, k=4))
        quoted = f'"{title}\nsecond line, ""quoted"""' if number % 9 == 0 else title
        tags = ";".join(chance.choices(words, k=3))
        lines.append(f"k{number},{quoted},{tags}" if number % 97 else f'k{number},"never closed')
    return "\n".join(lines).encode()


# --- what a script and a person are told


@pytest.mark.parametrize(
    ("counts", "fail_on_hit", "code"),
    [
        (Counts(none=5), True, 0),
        (Counts(none=5, warning=1), False, 0),
        (Counts(none=5, notice=1), True, 3),
        (Counts(none=5, broken=1), False, 4),
        (Counts(warning=1, broken=1), True, 3),
    ],
)
def test_a_script_can_trust_the_exit_code(counts: Counts, fail_on_hit: bool, code: int) -> None:
    assert exit_code(counts, fail_on_hit=fail_on_hit) == code


def test_the_summary_names_broken_records_by_number() -> None:
    told = summary(Counts(none=1_000, warning=2, broken=3, first_broken=[4, 9]))
    assert told.startswith("1,005 records: 2 warning, 0 notice, 1,000 none.")
    assert "3 could not be read and were not screened: 4, 9, …." in told


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_for_terminals_unless_it_is_asked_for() -> None:
    def shown(stream: io.StringIO, **more: bool) -> str:
        out = io.BytesIO()
        meter = Meter(stream, **more)
        content = b"x\n" * 5_000
        run = Run(TXT, ("upload",), "")
        to_stream(run, Known(), Source(io.BytesIO(content), len(content)), out, meter)
        return stream.getvalue()

    assert shown(io.StringIO()) == ""
    assert "512 records" in shown(io.StringIO(), forced=True)
    assert shown(_Terminal()).startswith("\r512 records")
