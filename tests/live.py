"""The service in processes of its own, on free ports, for tests that need a browser or a kill."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests
from standardwebhooks.webhooks import Webhook

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
READY_SECONDS = 40


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Live:
    """`url` is the service, `demo_origin` an origin that may frame the widget, `password` the demo worker's."""

    home: Path
    extra: dict[str, str] = field(default_factory=dict)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    site: str = "demo-site"
    login: str = "demo"

    def __post_init__(self) -> None:
        from tests.conftest import environ_for

        self.port, self.rasa_port, self.demo_port = free_port(), free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.demo_origin = f"http://127.0.0.1:{self.demo_port}"
        database = self.extra.pop("DATABASE_URL", f"sqlite:///{self.home / 'turnpoint.db'}")
        self.env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TURNPOINT_")},
            **environ_for(self.home, database),
            "TURNPOINT_PUBLIC_URL": self.url,
            "TURNPOINT_PORT": str(self.port),
            "TURNPOINT_RASA_URL": f"http://127.0.0.1:{self.rasa_port}",
            **self.extra,
        }

    def start(self) -> None:
        self._seed()
        self.launch("rasa", sys.executable, "-m", "tests.standins.rasa", str(self.rasa_port))
        self.launch("web", str(BIN / "turnpoint"), "serve")
        self.launch("worker", str(BIN / "turnpoint"), "worker")
        self.wait()

    def _seed(self) -> None:
        from webhook.app import create_context
        from webhook.services import seeding
        from webhook.settings import Settings
        from webhook.store import schema

        settings = Settings.from_environ(
            {k: v for k, v in self.env.items() if k.startswith(("TURNPOINT_", "DATABASE", "REDIS", "TWILIO"))}
        )
        schema.upgrade(settings.database_url)
        ctx = create_context(settings)
        seeded = seeding.demo(ctx, self.demo_origin)
        self.secret, self.password = seeded.partner_secret or "", seeded.staff_password or ""
        ctx.db.dispose()

    def launch(self, name: str, *command: str) -> None:
        with (self.home / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True
            )

    def wait(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            try:
                if requests.get(f"{self.url}/readyz", timeout=2).ok:
                    return
            except requests.RequestException:
                pass
            if self.processes["web"].poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError("the web process is not ready: " + (self.home / "web.log").read_text()[-2000:])

    def kill(self, name: str) -> None:
        """As a crash would: SIGKILL to the whole group."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in self.processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def logs(self) -> str:
        return "\n".join(path.read_text(errors="replace") for path in self.home.glob("*.log"))

    def signed(self, path: str, body: dict[str, Any]) -> requests.Response:
        """A partner's signed call."""
        return requests.post(
            self.url + path, data=(data := json.dumps(body)), headers=self.headers(data), timeout=10
        )

    def headers(self, data: str, message_id: str | None = None) -> dict[str, str]:
        message_id, now = message_id or f"msg_{uuid.uuid4().hex}", datetime.now(UTC)
        return {
            "Content-Type": "application/json",
            "Turnpoint-Site": self.site,
            "webhook-id": message_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(self.secret).sign(message_id, now, data),
        }

    def warning(self, country: str | None = "GB") -> dict[str, Any]:
        """A warning, as the partner's page gets it."""
        body = {"category": "demo", **({"country": country} if country else {})}
        answer: dict[str, Any] = self.signed("/v1/detections", body).json()
        return answer

    def visitor(self, country: str | None = "GB") -> "Visitor":
        """Somebody who has seen a warning and begins to talk."""
        return Visitor(self, self.warning(country)["token"])


class Visitor:
    """A visitor over HTTP, as the frame would speak."""

    def __init__(self, live: Live, token: str) -> None:
        self.live, self.seq, self.log = live, 0, []
        self.secret = secrets.token_urlsafe(32)
        claimed = requests.post(
            f"{live.url}/v1/conversation/claim",
            json={"secret": self.secret},
            headers=_bearer(token),
            timeout=10,
        )
        claimed.raise_for_status()

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        answer = self.try_post(path, **body)
        answer.raise_for_status()
        return self._read(answer.json())

    def try_post(self, path: str, **body: Any) -> requests.Response:
        body = {"client_id": str(uuid.uuid4()), "after": self.seq, **body}
        url = f"{self.live.url}/v1/conversation/{path}"
        return requests.post(url, json=body, headers=_bearer(self.secret), timeout=15)

    def say(self, text: str) -> list[dict[str, Any]]:
        """Send a text; returns what came back for it, the own line aside."""
        return [e for e in self.post("messages", text=text)["events"] if e["from"] != "visitor"]

    def press(self, button: str) -> list[dict[str, Any]]:
        return [e for e in self.post("messages", button=button)["events"] if e["from"] != "visitor"]

    def poll(self, wait: int = 10) -> dict[str, Any]:
        url = f"{self.live.url}/v1/conversation/events?after={self.seq}&wait={wait}"
        return self._read(requests.get(url, headers=_bearer(self.secret), timeout=wait + 10).json())

    def _read(self, body: dict[str, Any]) -> dict[str, Any]:
        self.log += [event for event in body["events"] if event["seq"] > self.seq]
        self.seq = max(self.seq, body["seq"])
        return body


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
