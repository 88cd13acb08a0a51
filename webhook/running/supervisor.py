"""The one process manager: supervisord, as a child of `turnpoint up`."""

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
import xmlrpc.client
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from supervisor.xmlrpc import SupervisorTransport

from webhook.running.errors import PartFailed
from webhook.running.programs import GROUP, STOP_SECONDS, Program, configuration

LONGEST_SOCKET_PATH = 90  # the system allows 107 bytes, and supervisord adds a suffix of its own


@dataclass(frozen=True)
class ProgramState:
    """What the process manager says of a program; `pid` is 0 while it does not run."""

    name: str
    state: str
    pid: int

    @property
    def given_up(self) -> bool:
        """True when it ended too often and is no longer restarted."""
        return self.state in ("FATAL", "UNKNOWN")


class Supervisor:
    """supervisord with a generated configuration. Logs, socket and configuration lie in the home folder."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.home = home
        self.folder = folder
        self.logs = home / "log"
        self._socket = _socket_path(home)
        self._process: subprocess.Popen[bytes] | None = None
        self._groups: set[int] = set()

    def log_of(self, name: str) -> Path:
        """Where a program's output is written."""
        return self.logs / f"{name}.log"

    def start(self, programs: Sequence[Program], environ: Mapping[str, str]) -> None:
        """Start supervisord and through it every program, in a session of its own, away from Ctrl-C."""
        for path in (self.logs, self.home / "run", self._socket.parent):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self.home / "run" / "supervisor.conf"
        file.write_text(configuration(programs, self.folder, self._socket))
        with self.log_of("supervisor-start").open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "supervisor.supervisord", "-n", "-c", str(file)],
                env=dict(environ),
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def alive(self) -> bool:
        """Does supervisord itself run?"""
        return self._process is not None and self._process.poll() is None

    def states(self) -> list[ProgramState]:
        """The state of each program; an empty list while supervisord does not answer yet."""
        try:
            with self._ask() as server:
                answer = cast("list[dict[str, Any]]", server.supervisor.getAllProcessInfo())
        except (OSError, xmlrpc.client.Error):
            return []
        states = [ProgramState(i["name"], i["statename"], i["pid"]) for i in answer]
        self._groups = {state.pid for state in states if state.pid}
        return states

    def start_again(self, name: str) -> None:
        """Ask for one more try of a program that was given up."""
        with contextlib.suppress(OSError, xmlrpc.client.Error), self._ask() as server:
            server.supervisor.startProcess(f"{GROUP}:{name}", False)

    def stop(self) -> None:
        """End supervisord and everything it started; afterwards no process is left."""
        if self._process is None:
            return
        self.states()
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS + 4)
        except subprocess.TimeoutExpired:
            self._process.kill()
        if self._process.wait() != 0:
            self._kill_orphans()
        self._socket.unlink(missing_ok=True)

    def end_leftover(self) -> bool:
        """End what a killed `turnpoint up` left running on this home folder; True if there was something."""
        pid = self._leftover()
        if pid is None:
            return False
        end = time.monotonic() + STOP_SECONDS + 4
        while self._leftover() is not None:
            if time.monotonic() > end:
                log = self.log_of("supervisor")
                raise PartFailed(f"A former start left processes behind that do not end: see {log}.")
            with contextlib.suppress(OSError, xmlrpc.client.Error), self._ask() as server:
                server.supervisor.shutdown()
            time.sleep(0.1)
        while _exists(pid) and time.monotonic() < end:
            time.sleep(0.05)
        return True

    def _leftover(self) -> int | None:
        try:
            with self._ask() as server:
                return int(str(server.supervisor.getPID()))
        except xmlrpc.client.Fault:
            return 0  # it is shutting down
        except OSError:
            return None

    def _kill_orphans(self) -> None:
        """supervisord was killed itself; each program leads a process group of its own."""
        for group in self._groups:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(group, signal.SIGKILL)

    def _ask(self) -> xmlrpc.client.ServerProxy:
        transport = SupervisorTransport(None, None, f"unix://{self._socket}")
        return xmlrpc.client.ServerProxy("http://127.0.0.1", transport)


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _socket_path(home: Path) -> Path:
    """In the home folder; for a home too deep for a socket, at a place that follows from its name."""
    inside = home / "run" / "supervisor.sock"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_PATH:
        return inside
    name = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"turnpoint-{os.getuid()}-{name}" / "supervisor.sock"
