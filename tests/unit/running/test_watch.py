"""A part that keeps ending is named, once, with its log."""

from pathlib import Path

import pytest

from webhook.running.programs import Program
from webhook.running.progress import Progress
from webhook.running.readiness import Part
from webhook.running.supervisor import ProgramState, Supervisor
from webhook.running.watch import OFTEN, QUIET, TRY_AGAIN, Watch


class Tries(Supervisor):
    """Writes down which program was asked to start again."""

    def __init__(self, home: Path) -> None:
        super().__init__(home, home)
        self.tries: list[str] = []

    def start_again(self, name: str) -> None:
        self.tries.append(name)


@pytest.fixture
def supervisor(tmp_path: Path) -> Tries:
    return Tries(tmp_path)


@pytest.fixture
def watch(supervisor: Tries) -> Watch:
    return Watch([Part("Rasa", Program("rasa", ()), lambda: True)], supervisor, Progress())


def _run(pid: int) -> list[ProgramState]:
    return [ProgramState("rasa", "RUNNING", pid)]


def test_one_restart_is_no_news(watch: Watch, capsys: pytest.CaptureFixture[str]):
    for now, pid in enumerate([10, 11, 11, 11]):
        watch.look(_run(pid), float(now))
    assert capsys.readouterr().out == ""


def test_a_part_that_ends_often_is_named_once_with_its_log(
    watch: Watch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    for pid in range(OFTEN * 3):
        watch.look(_run(100 + pid), float(pid))
    assert (
        capsys.readouterr().out == f"Rasa keeps ending; it is started again. See {tmp_path}/log/rasa.log.\n"
    )


def test_a_part_that_was_given_up_is_tried_again_after_a_while(watch: Watch, supervisor: Tries):
    given_up = [ProgramState("rasa", "FATAL", 0)]
    for now in (0.0, 1.0, TRY_AGAIN, TRY_AGAIN + 1, 2 * TRY_AGAIN):
        watch.look(given_up, now)
    assert supervisor.tries == ["rasa", "rasa"]


def test_a_part_still_in_trouble_is_named_again_later(watch: Watch, capsys: pytest.CaptureFixture[str]):
    given_up = [ProgramState("rasa", "FATAL", 0)]
    for now in (0.0, QUIET / 2, QUIET):
        watch.look(given_up, now)
    assert capsys.readouterr().out.count("Rasa keeps ending") == 2
