"""Programs that cannot start say why in one sentence; and the bot's own suite, which needs its environment."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

from tests.conversations.launched import PYTHON, ROOT
from tests.live import free_port

pytestmark = [pytest.mark.bot, pytest.mark.slow]
SECRET = "0123456789abcdef"


def run(*line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [PYTHON, "-m", *line],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=240,
    )


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def test_without_a_secret_rasa_does_not_start(tmp_path: Path) -> None:
    assert "TURNPOINT_BOT_SECRET" in one_sentence(run("bot.launch", "--model", str(tmp_path)))


def test_a_short_secret_is_no_secret(tmp_path: Path) -> None:
    done = run("bot.launch", "--model", str(tmp_path), TURNPOINT_BOT_SECRET="short")
    assert "at least" in one_sentence(done)
    assert "short" not in done.stderr


def test_without_a_model_rasa_does_not_start(tmp_path: Path) -> None:
    done = run("bot.launch", "--model", str(tmp_path), TURNPOINT_BOT_SECRET=SECRET)
    assert "no trained model" in one_sentence(done)


def test_a_model_that_cannot_be_loaded_ends_rasa(tmp_path: Path) -> None:
    (tmp_path / "turnpoint.tar.gz").write_bytes(b"no model")
    done = run(
        "bot.launch", "--model", str(tmp_path), "--port", str(free_port()), TURNPOINT_BOT_SECRET=SECRET
    )
    assert "cannot be loaded" in one_sentence(done)


@pytest.mark.parametrize("program", ["bot.launch", "bot.actions_server"])
def test_a_port_that_is_taken_is_named(tmp_path: Path, program: str) -> None:
    (tmp_path / "turnpoint.tar.gz").write_bytes(b"no model")
    model = ["--model", str(tmp_path)] if program == "bot.launch" else []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run(program, *model, "--port", port, TURNPOINT_BOT_SECRET=SECRET)
    assert f"port {port} on 127.0.0.1 is taken" in one_sentence(done)


NLU = "nlu: [{intent: control_greet, examples: '- hello'}, {intent: control_thanks, examples: '- thanks'}]\n"


@pytest.mark.parametrize(
    ("examples", "rule", "reason"),
    [
        ("nlu: []\n", "[{intent: control_greet}, {action: action_affirm}]", "no example"),
        (NLU, "[{intent: nobody_knows_this}, {action: action_affirm}]", "nobody_knows_this"),
        (NLU, "[{intent: control_greet}, {action: utter_nothing}]", "utter_nothing"),
        (
            NLU.replace("thanks'", "hello'"),
            "[{intent: control_greet}, {action: action_affirm}]",
            "'hello' stands",
        ),
        ("nlu: [", "[]", "bot.train"),
    ],
)
def test_a_failed_training_says_why_and_leaves_no_model(
    tmp_path: Path, examples: str, rule: str, reason: str
) -> None:
    data = tmp_path / "data"
    for folder in ("nlu", "rules", "responses/en"):
        (data / folder).mkdir(parents=True)
    (data / "nlu" / "some.yml").write_text(examples)
    (data / "rules" / "some.yml").write_text(f"rules: [{{rule: one, steps: {rule}}}]\n")
    done = run("bot.train", "--out", str(tmp_path / "out"), "--data", str(data))
    assert reason in one_sentence(done)
    assert not (tmp_path / "out" / "turnpoint.tar.gz").exists()


def test_the_bots_own_suite_passes() -> None:
    done = run("pytest", "-c", "bot/pytest.ini", "bot/tests", "-q")
    assert done.returncode == 0, done.stdout + done.stderr
