"""A real `turnpoint up` in a home folder of its own, on free ports."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import xmlrpc.client
from pathlib import Path

import psutil

from tests.live import Live, free_port
from webhook.running.programs import GROUP
from webhook.running.progress import Progress
from webhook.running.readiness import answers
from webhook.running.stopping import Stopping
from webhook.running.supervisor import ProgramState, Supervisor
from webhook.running.training import train, trained_model

ROOT = Path(__file__).resolve().parent.parent.parent
TURNPOINT = str(Path(sys.executable).with_name("turnpoint"))
READY = "Turnpoint is running."
READY_SECONDS = 300  # a machine may be busy; alone it takes about 20


def give_model(home: Path) -> None:
    """Put the model that fits into the home folder; trained once for all in the checkout's own."""
    data = ROOT / "data"
    model = trained_model(ROOT / "var", data) or train(ROOT / "var", data, Stopping(), Progress())
    (home / "models").mkdir(parents=True, exist_ok=True)
    shutil.copy2(model, home / "models" / model.name)


class System(Live):
    """`turnpoint up` as a child process. `url`, `secret` and `visitor()` work as for `Live`."""

    def __post_init__(self) -> None:
        self.port, self.demo_port, self.rasa_port, self.actions_port = (free_port() for _ in range(4))
        self.url = f"http://127.0.0.1:{self.port}"
        self.demo_origin = f"http://127.0.0.1:{self.demo_port}"
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
            "TURNPOINT_HOME": str(self.home),
            "TURNPOINT_PORT": str(self.port),
            "TURNPOINT_DEMO_PORT": str(self.demo_port),
            "TURNPOINT_RASA_URL": f"http://127.0.0.1:{self.rasa_port}",
            "TURNPOINT_ACTIONS_PORT": str(self.actions_port),
            **self.extra,
        }
        self.lines: list[str] = []
        self._supervisor = Supervisor(self.home, ROOT)

    def start(self) -> None:
        """Start, and return when it says that it runs."""
        self.begin()
        self.until(READY)
        self.secret = (self.home / "keys" / "demo_secret").read_text().strip()
        self.password = next((line.split()[4] for line in self.lines if "password: " in line), "")

    def begin(self) -> None:
        """Start without waiting. Its output, errors too, goes to `lines`."""
        self.lines = []
        self.process = subprocess.Popen(
            [TURNPOINT, "up"],
            cwd=ROOT,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read_output, daemon=True)
        self._reader.start()

    def _read_output(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as stream:
            for line in stream:
                self.lines.append(line.rstrip("\n"))

    def until(self, text: str, seconds: float = READY_SECONDS) -> None:
        """Wait for a line with this text."""
        end = time.monotonic() + seconds
        while not any(text in line for line in self.lines):
            assert self.process.poll() is None or self._reader.is_alive(), (self.process.poll(), self.output)
            assert time.monotonic() < end, self.output
            time.sleep(0.05)

    @property
    def output(self) -> str:
        return "\n".join(self.lines)

    def ended(self, seconds: float = 30) -> int:
        """The exit code, once it has ended and all of its output is read."""
        code = self.process.wait(seconds)
        self._reader.join(5)
        return code

    def family(self) -> list[psutil.Process]:
        """`turnpoint up` and all its descendants."""
        process = psutil.Process(self.process.pid)
        return [process, *process.children(recursive=True)]

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.ended()

    def states(self) -> dict[str, ProgramState]:
        """Each part as the process manager sees it."""
        return {state.name: state for state in self._supervisor.states()}

    def kill(self, name: str) -> None:
        """As a crash would: SIGKILL to the part's whole process group. It is started again at once."""
        os.killpg(self.states()[name].pid, signal.SIGKILL)

    def keep_down(self, name: str) -> None:
        """Kill a part and let it stay dead."""
        self.kill(name)
        with self._supervisor._ask() as server:
            while self.states()[name].state not in ("STOPPED", "FATAL"):
                with contextlib.suppress(xmlrpc.client.Fault):
                    server.supervisor.stopProcess(f"{GROUP}:{name}", False)
                time.sleep(0.05)

    def bring_back(self, name: str) -> None:
        """Start a part that was kept down, and wait until everything is ready."""
        self._supervisor.start_again(name)
        self.wait_for_all()

    def wait_for_all(self) -> None:
        """Wait until service, Rasa and action server answer."""
        addresses = (
            f"{self.url}/healthz",
            f"http://127.0.0.1:{self.rasa_port}/webhooks/turnpoint/",
            f"http://127.0.0.1:{self.actions_port}/health",
        )
        end = time.monotonic() + READY_SECONDS
        while not all(answers(address) for address in addresses):
            assert time.monotonic() < end
            time.sleep(0.1)

    def logs(self) -> str:
        return "\n".join(path.read_text(errors="replace") for path in (self.home / "log").glob("*"))


def left_of(family: list[psutil.Process]) -> list[psutil.Process]:
    """Those that still run a moment later; one that only waits to be reaped has ended."""
    _, alive = psutil.wait_procs(family, timeout=0.5)
    return [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]
