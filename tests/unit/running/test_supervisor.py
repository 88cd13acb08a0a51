"""The process manager, with programs of a few lines."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from webhook.running.programs import Program
from webhook.running.supervisor import ProgramState, Supervisor

pytestmark = pytest.mark.slow

SLEEPS = Program(
    "sleeps", (sys.executable, "-c", "import time; print('100% awake', flush=True); time.sleep(600)"), 0
)
WITH_CHILD = Program("parent", ("sh", "-c", "sleep 601 & wait"), 0)
ENDS = Program("ends", ("false",), 1)


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    supervisor = Supervisor(tmp_path, tmp_path)
    yield supervisor
    supervisor.stop()


def _until(supervisor: Supervisor, wanted: Callable[[ProgramState], bool]) -> list[ProgramState]:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        states = supervisor.states()
        if states and all(wanted(state) for state in states):
            return states
        time.sleep(0.1)
    pytest.fail(f"still {supervisor.states()}")


def _manager(supervisor: Supervisor) -> psutil.Process:
    return psutil.Process(int((supervisor.home / "run" / "supervisor.pid").read_text()))


def _descendants(supervisor: Supervisor) -> list[psutil.Process]:
    manager = _manager(supervisor)
    return [manager, *manager.children(recursive=True)]


def _family_of(supervisor: Supervisor, size: int) -> list[psutil.Process]:
    """The process manager and its descendants, once there are so many."""
    end = time.monotonic() + 10
    while len(family := _descendants(supervisor)) != size:
        assert time.monotonic() < end, family
        time.sleep(0.05)
    return family


def _left_of(family: list[psutil.Process]) -> list[psutil.Process]:
    """Those that still run a moment later; one that only waits to be reaped has ended."""
    _, alive = psutil.wait_procs(family, timeout=0.5)
    return [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def _running(state: ProgramState) -> bool:
    return state.state == "RUNNING"


def test_a_program_that_is_killed_is_started_again(supervisor: Supervisor):
    supervisor.start([SLEEPS], os.environ)
    [first] = _until(supervisor, _running)
    psutil.Process(first.pid).kill()
    [second] = _until(supervisor, lambda state: state.state == "RUNNING" and state.pid != first.pid)
    assert second.pid


def test_the_end_leaves_no_process_and_no_grandchild(supervisor: Supervisor):
    supervisor.start([SLEEPS, WITH_CHILD], os.environ)
    _until(supervisor, _running)
    family = _family_of(supervisor, 4)
    supervisor.stop()
    assert not _left_of(family)


def test_the_end_leaves_no_process_even_where_the_manager_was_killed(supervisor: Supervisor):
    supervisor.start([SLEEPS, WITH_CHILD], os.environ)
    _until(supervisor, _running)
    family = _family_of(supervisor, 4)
    _manager(supervisor).kill()
    while supervisor.alive():
        time.sleep(0.05)
    supervisor.stop()
    assert not _left_of(family)


def test_a_program_that_keeps_ending_is_given_up_and_its_log_kept(supervisor: Supervisor):
    supervisor.start([ENDS], os.environ)
    _until(supervisor, lambda state: state.given_up)
    assert supervisor.log_of("ends").exists()


def test_what_a_killed_start_left_behind_is_ended_by_the_next(supervisor: Supervisor, tmp_path: Path):
    supervisor.start([SLEEPS], os.environ)
    [state] = _until(supervisor, _running)
    assert Supervisor(tmp_path, tmp_path).end_leftover()
    assert not psutil.pid_exists(state.pid)
    assert not Supervisor(tmp_path, tmp_path).end_leftover()


def test_a_home_with_blanks_percent_signs_and_a_long_name_works(tmp_path: Path):
    home = tmp_path / "a home of 100%(sure)s" / ("deep" * 30)
    home.mkdir(parents=True)
    supervisor = Supervisor(home, tmp_path)
    supervisor.start([SLEEPS], os.environ)
    try:
        _until(supervisor, _running)
    finally:
        supervisor.stop()
    assert "100% awake" in supervisor.log_of("sleeps").read_text()
