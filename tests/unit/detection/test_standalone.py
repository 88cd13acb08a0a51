"""`turnpoint-detection` alone: in an environment of its own it screens, and brings nothing of the service along."""

import base64
import json
import os
import re
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.detection.lists import document, phrases, tells_nothing
from webhook.detection.__main__ import main
from webhook.detection.keyed import build
from webhook.detection.sealing import Identity, seal
from webhook.detection.wordlist import parse

ROOT = Path(__file__).resolve().parents[3]
ROOM = ROOT / "webhook/detection"
README = (ROOM / "README.md").read_text("utf-8")
UV = ROOT / ".tools/uv/bin/uv"
KEY = bytes(range(32))
NEVER = ("flask", "sqlalchemy", "twilio", "requests", "redis", "click", "yaml", "webhook")


def blocks(language: str) -> list[str]:
    """The code blocks of the README."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """What a partner was given: a sealed list, the key to it, a filter and its key."""
    folder = tmp_path_factory.mktemp("partner")
    identity = Identity.made()
    wanted = document(count=30)
    wanted["terms"].append({"id": "readme", "phrase": "blorvex zanthi"})
    (folder / "north.age").write_bytes(seal(wanted, identity.recipients, datetime(2026, 1, 2, tzinfo=UTC)))
    (folder / "identity.txt").write_text(identity.file())
    (folder / "north.filter").write_bytes(build([parse(wanted)], KEY, kinds=["search"]))
    (folder / "filter.key").write_bytes(base64.b64encode(KEY) + b"\n")  # as `turnpoint lexicon keygen filter`
    (folder / "tags.txt").write_text("Paris\nb.l.o.r.v.e.x zanthi\n")
    (folder / "secret.json").write_text(json.dumps(phrases(wanted)))
    return folder


def asked(capsys, *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as end:
        main([str(argument) for argument in arguments])
    told = capsys.readouterr()
    return end.value.code, told.out, told.err


def opened(files: Path) -> tuple[str, Path]:
    return "--identity-file", files / "identity.txt"


def test_the_leaf_imports_itself_only_by_relative_names():
    found = [
        file.name
        for file in ROOM.rglob("*.py")
        if re.search(r"^\s*(from|import) webhook", file.read_text(), re.M)
    ]
    assert not found


def test_version_and_licence_are_the_projects_own():
    own, whole = (
        tomllib.loads((folder / "pyproject.toml").read_text())["project"] for folder in (ROOM, ROOT)
    )
    assert own["version"] == whole["version"]
    assert set(own["dependencies"]) <= set(whole["dependencies"])
    assert (ROOM / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_a_file_is_screened_with_a_sealed_list_and_resumed(files, tmp_path, capsys):
    out = tmp_path / "answers.jsonl"
    arguments = (
        "screen",
        files / "tags.txt",
        "--kind",
        "search",
        "--list",
        files / "north.age",
        *opened(files),
    )
    code, told, said = asked(capsys, *arguments, "--out", out, "--fail-on-hit")
    assert (code, told) == (3, "")
    assert "2 records: 1 warning" in said
    assert [json.loads(line)["action"] for line in out.read_text().splitlines()] == ["none", "warning"]
    assert asked(capsys, *arguments, "--out", out)[0] == 1
    assert asked(capsys, *arguments, "--out", out, "--resume")[0] == 0


def test_a_list_is_checked_by_ids_alone(files, capsys):
    code, told, said = asked(capsys, "check", files / "north.age", *opened(files))
    assert code == 0
    assert "north 1: 31 terms" in told
    assert tells_nothing(told + said, json.loads((files / "secret.json").read_text()))


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("check", "{}/tags.txt"), ("check", "{}/north.age"), ("check", "{}/none.age"),
     ("screen", "{}/tags.txt", "--field", "x"), ("pull", "{}", "--key", "x", "--shelf", "{}/shelf")],
)  # fmt: skip
def test_what_cannot_be_done_is_told_in_one_sentence(arguments, files, capsys):
    code, told, said = asked(capsys, *(argument.format(files) for argument in arguments))
    assert (code, told, said.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("screen", "{}/none.txt", "--list", "{}/demo.json"), "none.txt can't be used: No such file"),
        (("screen", "{}/tags.txt", "--list", "{}/none.json"), "none.json can't be used: No such file"),
        (("screen", "{}/tags.txt", "--list", "{}/demo.json", "--out", "{}/no/out.jsonl"), "can't be used"),
        (("check", "{}/north.age", "--identity-file", "{}/none.txt"), "none.txt can't be used"),
        (("check", "{}/north.age", "--identity-file", "{}/north.age"), "is not a file with an age key"),
        (("check", "--shelf", "{}/none", "--identity-file", "{}/identity.txt"), "No list is on the shelf"),
        (("check", "{}/empty.json"), "nothing could be found"),
        (("screen", "{}/tags.txt", "--list", "{}/empty.json"), "nothing could be found"),
        (
            ("screen", "{}/tags.txt", "--list", "{}/chat.json"),
            "No term counts for upload: name a --kind among chat",
        ),
        (("screen", "{}/book.xlsx", "--list", "{}/demo.json"), "save it as one of these"),
        (("screen", "{}/titles.csv", "--list", "{}/demo.json"), "Which column or field of titles.csv"),
        (("keygen", "{}/identity.txt"), "is there already"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_a_remedy(arguments, says, files, capsys):
    one = {"name": "made", "version": 1, "language": "en"}
    term = {"id": "one", "phrase": "blorvex", "category": "made-up"}
    (files / "demo.json").write_text(json.dumps({**one, "terms": [term]}))
    (files / "chat.json").write_text(json.dumps({**one, "terms": [{**term, "kinds": ["chat"]}]}))
    (files / "empty.json").write_text(json.dumps({**one, "terms": []}))
    code, told, said = asked(capsys, *(argument.format(files) for argument in arguments))
    assert (code, told, said.count("\n")) == (1, "", 1)
    assert says in said


def test_a_partner_makes_the_key_that_a_list_is_sealed_to(tmp_path, capsys):
    code, told, _ = asked(capsys, "keygen", tmp_path / "mine.txt")
    assert code == 0
    assert (told.strip(),) == Identity.read((tmp_path / "mine.txt").read_text()).recipients
    assert (tmp_path / "mine.txt").stat().st_mode & 0o077 == 0


def test_the_readmes_list_finds_the_readmes_words(tmp_path, capsys):
    (block,) = blocks("json")
    (tmp_path / "demo.json").write_text(block)
    (tmp_path / "tags.txt").write_text("the weather in Paris\nb.l.0.r.v.e.x zanthi\n")
    code, told, _ = asked(capsys, "screen", tmp_path / "tags.txt", "--list", tmp_path / "demo.json")
    assert code == 0
    assert [json.loads(line)["action"] for line in told.splitlines()] == ["none", "warning"]


def test_the_readmes_python_runs(files, monkeypatch):
    monkeypatch.chdir(files)
    assert len(blocks("python")) >= 2
    for block in blocks("python"):
        exec(block.replace("turnpoint_detection", "webhook.detection"), {})


@pytest.mark.node
def test_the_readmes_javascript_runs(files, tmp_path, capsys):
    assert asked(capsys, "javascript", tmp_path / "static")[0] == 0
    for name in ("north.filter", "filter.key"):
        (tmp_path / name).write_bytes((files / name).read_bytes())
    for place, block in enumerate(blocks("js")):
        script = tmp_path / f"block-{place}.mjs"
        script.write_text(block)
        done = subprocess.run(
            ["node", script], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
    assert blocks("js")


@pytest.mark.slow
def test_installed_alone_it_screens_and_brings_nothing_of_the_service(files, tmp_path):
    if not UV.exists():
        pytest.fail("uv is missing: make setup")
    environment = {**os.environ, "UV_SYSTEM_CERTS": "1"}
    environment.pop("PYTHONPATH", None)

    def run(*command: object, cwd: Path = tmp_path) -> str:
        done = subprocess.run(
            list(map(str, command)),
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    run(UV, "venv", "--quiet", "--python", sys.executable, "alone")
    run(UV, "pip", "install", "--quiet", "--python", "alone", ROOM)
    python = tmp_path / "alone/bin/python"
    for block in blocks("python"):
        run(python, "-W", "error", "-c", block, cwd=files)
    found = run(python, "-c", f"import importlib.util as u; print([n for n in {NEVER} if u.find_spec(n)])")
    assert found.strip() == "[]"
    command = tmp_path / "alone/bin/turnpoint-detection"
    told = run(
        command, "screen", "tags.txt", "--kind", "search", "--list", "north.age", *opened(files), cwd=files
    )
    assert [json.loads(line)["action"] for line in told.splitlines()] == ["none", "warning"]
    run(command, "javascript", tmp_path / "static")
    assert (tmp_path / "static/tables/fold.json").read_bytes() == (ROOM / "tables/fold.json").read_bytes()
    assert (tmp_path / "static/javascript/keyed.mjs").exists()
