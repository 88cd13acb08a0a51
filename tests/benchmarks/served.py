"""The service behind its real server, with a sealed list of 30,000 invented terms, and a bare view behind the same."""

import json
import os
import subprocess
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests
from standardwebhooks.webhooks import Webhook

from tests.conftest import environ_for
from tests.live import BIN, ROOT, free_port
from webhook.app import create_context
from webhook.detection.sealing import Identity, seal
from webhook.detection.shelf import Shelf
from webhook.services import partners
from webhook.settings import Settings
from webhook.store import schema

SITE = "bench"
LIST = "synthetic"


class Server:
    """gunicorn with the service's own settings and one worker."""

    def __init__(self, config: str, application: str, env: dict[str, str], log: Path) -> None:
        self.port = free_port()
        self.log = log
        command = [str(BIN / "gunicorn"), application, "--config", config, "--workers", "1"]
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [*command, "--bind", f"127.0.0.1:{self.port}"], cwd=ROOT, env=env, stdout=out, stderr=out
            )

    def wait(self, path: str) -> None:
        for _ in range(400):
            try:
                requests.get(f"http://127.0.0.1:{self.port}{path}", timeout=5)
                return
            except requests.RequestException:
                time.sleep(0.1)
        raise AssertionError(self.log.read_text()[-2000:])

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


@dataclass
class Installation:
    """A home folder with a database, a partner and a shelf. `secret` is the partner's, `env` all settings."""

    home: Path
    env: dict[str, str]
    secret: str
    identity: Identity

    @classmethod
    def made(cls, home: Path) -> "Installation":
        identity = Identity.made()
        own = environ_for(home, f"sqlite:///{home / 'turnpoint.db'}")
        own["TURNPOINT_LEXICON_IDENTITY"] = identity.file()
        schema.upgrade(own["DATABASE_URL"])
        ctx = create_context(Settings.from_environ(own))
        secret = partners.create(ctx, SITE, "Bench", ["https://bench.example"])
        ctx.db.dispose()
        env = {name: value for name, value in os.environ.items() if not name.startswith("TURNPOINT_")} | own
        return cls(home, env, secret, identity)

    def shelve(self, version: int, phrases: Sequence[str]) -> None:
        """Put a sealed list of these phrases on the shelf; a running service takes it by itself."""
        terms = [{"id": f"t-{number}", "phrase": phrase} for number, phrase in enumerate(phrases)]
        document = {
            "format": 1, "name": LIST, "version": version, "language": "en", "demo": True,
            "defaults": {"category": "synthetic", "severity": "warning"}, "terms": terms,
        }  # fmt: skip
        now = datetime.now(UTC)
        sealed = seal(document, self.identity.recipients, now)
        Shelf(self.home / "lexicons").install(LIST, version, now, sealed)

    def serve(self) -> Server:
        return Server(
            "python:webhook.serving", "webhook.serving:application", self.env, self.home / "ours.log"
        )

    def serve_bare(self) -> Server:
        return Server("python:tests.benchmarks.bare", "tests.benchmarks.bare:application", self.env,
                      self.home / "bare.log")  # fmt: skip

    def request(self, body: dict[str, Any]) -> bytes:
        """One signed request, as bytes on the wire."""
        data, now, name = json.dumps(body), datetime.now(UTC), uuid.uuid4().hex
        head = {
            "Host": "127.0.0.1", "Content-Type": "application/json", "Content-Length": str(len(data)),
            "Turnpoint-Site": SITE, "webhook-id": name, "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(self.secret).sign(name, now, data),
        }  # fmt: skip
        lines = "".join(f"{key}: {value}\r\n" for key, value in head.items())
        return f"POST /v1/screen HTTP/1.1\r\n{lines}\r\n{data}".encode()
