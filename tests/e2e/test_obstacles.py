"""What stands in the way of a start is one clear sentence and an exit code that is not 0."""

import shutil
import socket
from pathlib import Path

import pytest

from tests.e2e.system import ROOT, System

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.bot]


def _one_error(system: System) -> str:
    errors = [line for line in system.lines if line.startswith("Error: ")]
    assert len(errors) == 1, system.output
    assert "Traceback" not in system.output
    return errors[0]


@pytest.mark.parametrize(
    ("port", "variable"),
    [
        ("port", "TURNPOINT_PORT"),
        ("demo_port", "TURNPOINT_DEMO_PORT"),
        ("rasa_port", "TURNPOINT_RASA_URL"),
        ("actions_port", "TURNPOINT_ACTIONS_PORT"),
    ],
)
def test_a_taken_port_is_named_with_its_variable(tmp_path: Path, port: str, variable: str):
    system = System(tmp_path)
    number = getattr(system, port)
    with socket.socket() as other:
        other.bind(("127.0.0.1", number))
        other.listen()
        system.begin()
        assert system.ended() == 1
    error = _one_error(system)
    assert str(number) in error
    assert variable in error


def test_a_setting_that_is_not_understood_is_named(tmp_path: Path):
    system = System(tmp_path, extra={"TURNPOINT_COLOUR": "blue"})
    system.begin()
    assert system.ended() == 1
    assert "TURNPOINT_COLOUR" in _one_error(system)


def test_up_refuses_production(tmp_path: Path):
    system = System(tmp_path, extra={"TURNPOINT_ENV": "production"})
    system.begin()
    assert system.ended() == 1
    assert "production" in _one_error(system)


def test_a_training_that_fails_says_where_the_reason_is(tmp_path: Path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    (data / "rules" / "broken.yml").write_text(
        'version: "3.1"\nrules:\n- rule: broken\n  steps:\n  - intent: no_such_intent\n  - action: no_such_action\n'
    )
    home = tmp_path / "home"
    system = System(home, extra={"TURNPOINT_DATA": str(data)})
    system.begin()
    assert system.ended(120) == 1
    error = _one_error(system)
    assert "could not be trained" in error
    assert str(home / "log" / "train.log") in error
