"""`turnpoint screen`, as a script calls it: real lists, sealed and not, exit codes, one sentence for what fails."""

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from webhook.commands.screen import command
from webhook.detection.sealing import Identity, seal
from webhook.detection.shelf import Shelf

ROOT = Path(__file__).parents[3]
DOCUMENT = {
    "format": 1,
    "name": "made-up",
    "version": 3,
    "language": "en",
    "defaults": {"category": "grave", "severity": "high", "kinds": ["upload"]},
    "terms": [{"id": "one", "phrase": "mivrask drelquin"}, {"id": "two", "phrase": "tindelquast"}],
}
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def screen(home: Path, *arguments: object, **environ: str) -> Result:
    given = {"TURNPOINT_HOME": str(home), "TURNPOINT_DATA": str(ROOT / "data"), **environ}
    return CliRunner().invoke(command, [str(one) for one in arguments], env=given)


def actions(result: Result) -> list[str | None]:
    return [json.loads(line)["action"] for line in result.stdout.splitlines()]


@pytest.fixture
def titles(tmp_path: Path) -> Path:
    file = tmp_path / "titles.txt"
    file.write_text("see mivrask drelquin\nplain words\nblorvex\n", encoding="utf-8")
    return file


@pytest.fixture
def identity() -> Identity:
    return Identity.made()


@pytest.fixture
def key(identity: Identity, tmp_path: Path) -> Path:
    file = tmp_path / "key.txt"
    file.write_text(identity.file(), encoding="ascii")
    return file


@pytest.fixture
def sealed(identity: Identity, tmp_path: Path) -> Path:
    file = tmp_path / "list.age"
    file.write_bytes(seal(DOCUMENT, identity.recipients, NOW))
    return file


def test_the_service_s_own_lists_are_used_where_none_is_named(tmp_path: Path, titles: Path) -> None:
    result = screen(tmp_path, titles)
    assert result.exit_code == 0, result.output
    assert actions(result) == ["warning", "none", "warning"]


def test_lists_on_the_shelf_count_too(
    tmp_path: Path, titles: Path, identity: Identity, key: Path, sealed: Path
) -> None:
    titles.write_text("tindelquast\n", encoding="utf-8")
    assert actions(screen(tmp_path, titles)) == ["none"]
    Shelf(tmp_path / "lexicons").install("made-up", 3, NOW, sealed.read_bytes())
    closed = screen(tmp_path, titles)
    assert closed.exit_code == 1
    assert closed.stdout == ""
    assert actions(screen(tmp_path, titles, "--identity-file", key)) == ["warning"]


def test_a_sealed_list_is_used_alone(tmp_path: Path, titles: Path, key: Path, sealed: Path) -> None:
    result = screen(tmp_path, titles, "--list", sealed, "--identity-file", key)
    assert actions(result) == ["warning", "none", "none"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"terms: [mivrask", "is not a list"),
        (b"\xff\xfe", "is not a list"),
        (json.dumps(DOCUMENT | {"version": "mivrask"}).encode(), "cannot be used"),
        (b"age-encryption.org/v1\nmivrask", "damaged"),
    ],
)
def test_a_list_that_can_not_be_used_screens_nothing_and_is_not_quoted(
    tmp_path: Path, titles: Path, key: Path, content: bytes, sentence: str
) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_bytes(content)
    result = screen(tmp_path, titles, "--list", bad, "--identity-file", key)
    assert result.exit_code == 1
    assert sentence in result.output
    assert "mivrask" not in result.output
    assert len(result.output.splitlines()) == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"terms": []}, "nothing could be found"),
        ({"defaults": {"category": "grave", "kinds": ["chat"]}}, "name a --kind among chat"),
    ],
)
def test_a_list_that_could_find_nothing_is_told_and_screens_nothing(
    tmp_path: Path, titles: Path, change: dict[str, Any], sentence: str
) -> None:
    idle = tmp_path / "idle.json"
    idle.write_text(json.dumps(DOCUMENT | change))
    result = screen(tmp_path, titles, "--list", idle)
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)
    assert sentence in result.output


def test_what_is_no_text_and_a_folder_that_is_not_there_are_named(tmp_path: Path, titles: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"PK")
    assert "save it as" in screen(tmp_path, book).output
    result = screen(tmp_path, titles, "--out", tmp_path / "none" / "out.jsonl")
    assert result.exit_code == 1
    assert "out.jsonl can't be used: No such file" in result.output.replace("\n", "")


def test_another_s_key_screens_nothing(tmp_path: Path, titles: Path, sealed: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(Identity.made().file(), encoding="ascii")
    result = screen(tmp_path, titles, "--list", sealed, "--identity-file", other)
    assert result.exit_code == 1
    assert result.stdout == ""


def test_exit_codes(tmp_path: Path, titles: Path) -> None:
    assert screen(tmp_path, titles).exit_code == 0
    assert screen(tmp_path, titles, "--fail-on-hit").exit_code == 3
    titles.write_bytes(b"plain\nbl\xffr\n")
    assert screen(tmp_path, titles, "--fail-on-hit").exit_code == 4
    titles.write_bytes(b"plain\n")
    assert screen(tmp_path, titles, "--fail-on-hit").exit_code == 0
    titles.write_bytes(gzip.compress(b"plain\n" * 9)[:-9])
    assert screen(tmp_path, titles).exit_code == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ["--resume"],
        ["--column", "title"],
        ["--format", "csv"],
        ["--format", "jsonl", "--field", "t", "--id", "t"],
        ["--format", "csv", "--column", "t", "--delimiter", "ab"],
        ["--id", "key"],
    ],
)
def test_wrong_use_is_told(tmp_path: Path, titles: Path, wrong: list[str]) -> None:
    assert screen(tmp_path, titles, *wrong).exit_code == 2


def test_an_output_that_is_there_is_not_written_over(tmp_path: Path, titles: Path) -> None:
    out = tmp_path / "answers.csv"
    out.write_bytes(b"precious")
    assert screen(tmp_path, titles, "--out", out).exit_code == 1
    assert screen(tmp_path, titles, "--out", out, "--resume").exit_code == 1
    assert out.read_bytes() == b"precious"
    assert screen(tmp_path, titles, "--out", out, "--force").exit_code == 0
    assert out.read_bytes().startswith(b"record,id,action")


def test_the_input_is_never_the_output(tmp_path: Path, titles: Path) -> None:
    assert screen(tmp_path, titles, "--out", titles, "--force").exit_code == 2
    assert titles.stat().st_size > 9


def test_a_second_opinion_that_can_not_be_used_leaves_the_lists(tmp_path: Path, titles: Path) -> None:
    model = tmp_path / "model.opinion"
    model.write_bytes(b"torn")
    result = screen(tmp_path, titles, TURNPOINT_OPINION=str(model))
    assert result.exit_code == 0
    assert "Without a second opinion: " in result.stderr
    assert actions(result) == ["warning", "none", "warning"]


def command_line(*arguments: object, **more: Any) -> "subprocess.Popen[bytes]":
    line = [sys.executable, "-c", "from webhook.cli import main; main()", "screen", *map(str, arguments)]
    return subprocess.Popen(line, cwd=ROOT, **more)


def test_standard_input_and_output_are_a_pipe(tmp_path: Path) -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    environ = {**os.environ, "TURNPOINT_HOME": str(tmp_path)}
    with command_line("-", "--field", "tags", env=environ, **pipes) as process:
        told, _ = process.communicate(gzip.compress(b'{"tags": ["a", "blorvex"]}\n{"tags": []}\n'), 60)
    assert [json.loads(line)["action"] for line in told.splitlines()] == ["warning", "none"]


def test_killed_and_resumed_the_command_gives_the_same_bytes(tmp_path: Path) -> None:
    chance = random.Random(4)
    words = ["blorvex", "zanthi", "quorl", *(f"word{number}" for number in range(90))]
    file, out, whole = (tmp_path / name for name in ("titles.txt", "out.jsonl", "whole.jsonl"))
    file.write_text("\n".join(" ".join(chance.choices(words, k=5)) for _ in range(50_000)), encoding="ascii")
    environ = {**os.environ, "TURNPOINT_HOME": str(tmp_path)}
    with command_line(file, "--out", whole, env=environ, stderr=subprocess.DEVNULL) as process:
        assert process.wait(120) == 0
    kills = 0
    for _ in range(20):
        arguments = (file, "--out", out, "--resume", "--jobs", 1 + kills % 2)
        with command_line(*arguments, env=environ, stderr=subprocess.DEVNULL) as process:
            before = out.stat().st_size if out.exists() else 0
            while process.poll() is None and kills < 3:
                time.sleep(0.02)
                if out.exists() and out.stat().st_size not in (0, before):
                    time.sleep(chance.uniform(0, 0.3))
                    process.send_signal(signal.SIGKILL)
                    break
            code = process.wait(120)
        kills += code == -signal.SIGKILL
        if code == 0:
            break
    assert kills >= 2
    assert out.read_bytes() == whole.read_bytes()
