"""`turnpoint up`: from the first line to the end of the last process."""

import os
import pty
import signal
import subprocess
import time

import psutil
import pytest
import requests

from tests.e2e.system import ROOT, TURNPOINT, System, left_of
from tests.live import free_port

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.bot]

PARTS = {"web", "worker", "demo", "rasa", "actions"}


def test_the_addresses_that_it_prints_answer(system: System):
    addresses = [word for line in system.lines for word in line.split() if word.startswith("http://")]
    assert len(addresses) == 3
    for address in addresses:
        assert requests.get(address, timeout=5).ok, address


def test_every_part_runs_and_is_ready(system: System):
    assert set(system.states()) == PARTS
    ready = requests.get(f"{system.url}/readyz", timeout=5)
    assert ready.ok, ready.text


def test_the_bot_gets_no_variable_of_the_service(system: System):
    for name in ("rasa", "actions"):
        process = psutil.Process(system.states()[name].pid)
        names = {name for name in process.environ() if name.startswith(("TURNPOINT_", "DATABASE", "TWILIO"))}
        allowed = {"TURNPOINT_BOT_SECRET", "TURNPOINT_DATA"} if name == "rasa" else {"TURNPOINT_DATA"}
        assert names <= allowed


def test_a_second_start_on_the_same_home_says_so(system: System):
    second = subprocess.run(
        [TURNPOINT, "up"], env=system.env, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert second.returncode == 1
    assert second.stderr.strip().startswith("Error: Turnpoint already runs on")


def test_a_part_that_is_killed_comes_back(system: System):
    first = system.states()["worker"].pid
    system.kill("worker")
    end = time.monotonic() + 20
    while system.states()["worker"].pid in (0, first):
        assert time.monotonic() < end
        time.sleep(0.1)


def test_ctrl_c_leaves_no_process_and_the_next_start_trains_nothing(fresh: System):
    fresh.start()
    assert "password: " in fresh.output
    family = fresh.family()
    assert len(family) >= 2 + len(PARTS)
    os.killpg(fresh.process.pid, signal.SIGINT)
    assert fresh.ended() == 0
    assert not left_of(family)
    fresh.start()
    assert "trained before" in fresh.output
    assert "password: " not in fresh.output
    assert "turnpoint staff password demo" in fresh.output
    family = fresh.family()
    fresh.process.terminate()
    assert fresh.ended() == 0
    assert not left_of(family)


def test_a_new_password_for_the_console_is_one_command(system: System):
    made = subprocess.run(
        [TURNPOINT, "staff", "password", "demo"],
        env=system.env, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert "Password: " in made.stdout
    system.password = made.stdout.split("Password: ")[1].strip()


def test_a_stop_while_parts_are_starting_leaves_no_process(fresh: System):
    fresh.begin()
    fresh.until("demo partner site: ready")
    family = fresh.family()
    fresh.process.send_signal(signal.SIGTERM)
    assert fresh.ended() == 130
    assert not left_of(family)


def test_a_stop_while_the_bot_is_trained_leaves_no_process(untrained: System):
    untrained.begin()
    untrained.until("bot: training")
    end = time.monotonic() + 30
    while len(family := untrained.family()) < 2:
        assert time.monotonic() < end
        time.sleep(0.05)
    untrained.process.send_signal(signal.SIGINT)
    assert untrained.ended() == 130
    assert not left_of(family)


def test_a_terminal_that_is_closed_leaves_no_process(fresh: System):
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execve(TURNPOINT, [TURNPOINT, "up"], fresh.env)
    seen = b""
    while b"demo partner site: ready" not in seen:
        seen += os.read(terminal, 4096)
    process = psutil.Process(pid)
    family = process.children(recursive=True)
    os.close(terminal)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 130)  # ready by then, or not yet
    assert len(family) >= 6
    assert not left_of(family)


def test_a_start_that_was_killed_is_cleared_away_by_the_next(fresh: System):
    fresh.begin()
    fresh.until("demo partner site: ready")
    family = fresh.family()
    fresh.process.kill()
    fresh.ended()
    assert len(left_of(family)) > len(PARTS)
    fresh.begin()
    fresh.until("A former start was killed")
    assert not left_of(family)


def test_ports_are_free_again_at_once(fresh: System):
    fresh.begin()
    fresh.until("demo partner site: ready")
    fresh.stop()
    fresh.begin()
    fresh.until("demo partner site: ready")
    assert free_port() != fresh.port
