"""A helpline worker at the real console's HTTP API, for tests that look at the visitor's side."""

import re
import uuid

import requests

from tests.live import Live

TOKEN = re.compile(r'name="csrf[-_]token" (?:content|value)="([^"]+)"')


class Worker:
    """The demo's member of staff, signed in."""

    def __init__(self, live: Live) -> None:
        self.url = f"{live.url}/console"
        self.session = requests.Session()
        form = {"login": live.login, "password": live.password, "csrf_token": self._token("/sign-in")}
        self.session.post(f"{self.url}/sign-in", data=form, timeout=10).raise_for_status()
        self.session.headers["X-CSRFToken"] = self._token("")
        self.conversation = ""

    def accept(self) -> None:
        """Take whoever waits."""
        self.conversation = self._post("next")["conversation"]

    def write(self, text: str) -> None:
        self._post(f"conversations/{self.conversation}/messages", client_id=str(uuid.uuid4()), text=text)

    def close(self) -> None:
        self._post(f"conversations/{self.conversation}/close")

    def give_back(self) -> None:
        self._post(f"conversations/{self.conversation}/return")

    def texts(self) -> list[str]:
        """What the visitor has written, as the worker reads it."""
        answer = self.session.get(
            f"{self.url}/api/conversations/{self.conversation}/events?after=0", timeout=10
        )
        answer.raise_for_status()
        return [event["text"] for event in answer.json()["events"] if event["from"] == "visitor"]

    def _post(self, path: str, **body: str) -> dict[str, str]:
        answer = self.session.post(f"{self.url}/api/{path}", json=body, timeout=10)
        answer.raise_for_status()
        found: dict[str, str] = answer.json()
        return found

    def _token(self, path: str) -> str:
        found = TOKEN.search(self.session.get(self.url + path, timeout=10).text)
        assert found, path
        return found.group(1)
