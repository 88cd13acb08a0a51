"""The trained bot as a process of its own, spoken to over HTTP."""

import os
import secrets
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import requests

from tests.live import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = str(ROOT / "bot" / ".venv" / "bin" / "python")
READY_SECONDS = 120


@dataclass
class Launched:
    """Rasa and the action server behind the launcher, on free ports; logs in `folder`."""

    model: Path
    folder: Path
    level: str = "debug"
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.port, self.actions_port = free_port(), free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.url = f"{self.base}/webhooks/turnpoint"

    def start(self) -> None:
        """Start both and return when both answer."""
        self.start_actions()
        ports = ["--port", str(self.port), "--actions-port", str(self.actions_port)]
        self._run("rasa", "bot.launch", "--model", str(self.model), *ports, secret=self.secret)
        self._until("rasa", f"{self.url}/")

    def start_actions(self) -> None:
        """Start the action server, also again after it was killed."""
        self._run("actions", "bot.actions_server", "--port", str(self.actions_port))
        self._until("actions", f"http://127.0.0.1:{self.actions_port}/health")

    def kill(self, name: str) -> None:
        """Kill one of `rasa` and `actions`, without a goodbye."""
        process = self.processes.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End what was started."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def printed(self) -> str:
        """Everything both programs have written so far."""
        return "".join(path.read_text(encoding="utf-8") for path in sorted(self.folder.glob("*.log")))

    def post(self, path: str, body: Any, **changes: Any) -> requests.Response:
        """One request with the right secret, unless `headers` are given."""
        headers = changes.pop("headers", {"X-Turnpoint-Secret": self.secret})
        send = {"data": body} if isinstance(body, bytes) else {"json": body}
        return requests.post(f"{self.url}/{path}", headers=headers, timeout=20, **send, **changes)

    def turn(self, sender: str, **said: Any) -> dict[str, Any]:
        """A turn that must succeed; its answer. Give `text` or `intent`, and `metadata` where it matters."""
        response = self.post("turn", {"sender": sender, **said})
        assert response.status_code == 200, response.json()
        answer: dict[str, Any] = response.json()
        return answer

    def _run(self, name: str, module: str, *options: str, secret: str = "") -> None:
        kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        environment = {**kept, **({"TURNPOINT_BOT_SECRET": secret} if secret else {})}
        line = [PYTHON, "-m", module, *options, "--log-level", self.level]
        log: IO[bytes]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(line, cwd=ROOT, env=environment, stdout=log, stderr=log)

    def _until(self, name: str, address: str) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            assert self.processes[name].poll() is None, f"{name} ended: {self.printed()}"
            try:
                if requests.get(address, timeout=2).ok:
                    return
            except requests.RequestException:
                time.sleep(0.2)
        raise AssertionError(f"{name} was not ready in {READY_SECONDS} s: {self.printed()}")
