"""A member of staff at the console's HTTP API."""

import json
import re
import secrets
import uuid
from typing import Any

from werkzeug.test import TestResponse

from tests.people import a_worker
from webhook.services import staff
from webhook.services.context import Context
from webhook.store import staff as accounts
from webhook.store.crypto import token_hash

TOKEN = re.compile(r'name="csrf[-_]token" (?:content|value)="([^"]+)"')


class Newcomer:
    """Has a password, and signs in as a browser would."""

    def __init__(self, app: Any, ctx: Context, login: str) -> None:
        self.login, self.token = login, ""
        self.client = app.test_client()
        self.password = staff.create(ctx, login, login.title(), "desk")

    def sign_in(self) -> None:
        answer = self.try_to_sign_in(self.login, self.password)
        assert answer.status_code == 303, answer.status_code
        self.token = self._token("/console")

    def try_to_sign_in(self, login: str, password: str, **headers: str) -> TestResponse:
        form = {"login": login, "password": password, "csrf_token": self._token("/console/sign-in")}
        return self.client.post("/console/sign-in", data=form, headers=headers)

    def get(self, path: str) -> TestResponse:
        return self.client.get(f"/console/api/{path}")

    def post(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        known = {"X-CSRFToken": self.token, "Sec-Fetch-Site": "same-origin", **headers}
        return self.client.post(f"/console/api/{path}", json={} if body is None else body, headers=known)

    def _token(self, path: str) -> str:
        found = TOKEN.search(self.client.get(path).text)
        assert found, path
        return found.group(1)


class Colleague(Newcomer):
    """Is signed in already: the session is put into the database, which saves two slow hashes a test."""

    def __init__(self, app: Any, ctx: Context, login: str, desk_id: int) -> None:
        self.login = login
        self.client = app.test_client()
        session_id = secrets.token_urlsafe(32)
        member = a_worker(ctx, desk_id, login)
        with ctx.db.transaction() as session:
            accounts.open_session(session, member, token_hash(session_id), ctx.clock())
        self.client.set_cookie("turnpoint_console", session_id)
        self.token = self._token("/console")

    def write(self, conversation: str, text: str, client_id: str | None = None) -> TestResponse:
        body = {"client_id": client_id or str(uuid.uuid4()), "text": text}
        return self.post(f"conversations/{conversation}/messages", body)

    def events(self, conversation: str, after: int = 0) -> list[dict[str, Any]]:
        answer = self.get(f"conversations/{conversation}/events?after={after}")
        assert answer.status_code == 200, answer.status_code
        events: list[dict[str, Any]] = answer.json["events"]
        return events

    def accept(self) -> str:
        """Take the next one; returns the conversation."""
        answer = self.post("next")
        assert answer.status_code == 200, answer.status_code
        return str(answer.json["conversation"])


def heard(response: TestResponse, stop: Any) -> list[tuple[str, dict[str, Any]]]:
    """What a stream says, up to the first item for which `stop(kind, data)` is true."""
    said: list[tuple[str, dict[str, Any]]] = []
    rest = ""
    for chunk in response.response:
        rest += chunk.decode() if isinstance(chunk, bytes) else chunk
        *blocks, rest = rest.split("\n\n")
        for block in blocks:
            if not block.startswith("event: "):
                continue
            kind, data = block.split("\n", 1)
            said.append((kind.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
            if stop(*said[-1]):
                response.close()
                return said
    return said
