"""A small stand-in for the visitor's side of the service: the contract in memory, and knobs to break it with."""

import json
import threading
import time
from collections.abc import Iterator
from typing import Any

from flask import Flask, Response, jsonify, request

from tests.browser.widget.answer import answer, consent, helplines
from webhook.domain.errors import UnknownSite
from webhook.routes import widget

Json = dict[str, Any]
SITE = "site_demo"


class Service:
    """One conversation. `drop` is how many of the next message posts are stored but never answered."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.events: list[Json] = []
        self.state, self.owner, self.channel = "warned", "bot", None
        self.secret: str | None = None
        self.token = "visit-token-1"
        self.origins: tuple[str, ...] = ()
        self.clients: dict[str, int] = {}
        self.drop = 0
        self.refuse = 0
        self.streaming = True
        self.cut = 0
        self.authorizations: list[str] = []
        self.urls: list[str] = []
        self.deleted = False
        self.handoff: Json = {}

    def answer(self, visit: str | None = None) -> Json:
        return answer(self.token, visit)

    def add(self, **event: Any) -> int:
        with self.changed:
            seq = len(self.events) + 1
            self.events.append({"seq": seq, "at": "2026-11-22T15:40:00Z", **event})
            self.changed.notify_all()
            return seq

    def says(self, who: str, text: str, **more: Any) -> int:
        return self.add(kind="message", **{"from": who}, text=text, key=None, topic=None, **more)

    def move(self, state: str, owner: str, text: str, channel: str | None = None) -> None:
        self.state, self.owner, self.channel = state, owner, channel
        self.add(kind="state", **{"from": "system"}, state=state, owner=owner, channel=channel, text=text)

    def body(self, after: int) -> Json:
        with self.changed:
            events = [event for event in self.events if event["seq"] > after]
            seq = len(self.events)
        return {
            "state": self.state,
            "owner": self.owner,
            "channel": self.channel,
            "seq": seq,
            "events": events,
        }

    def forget(self, token: str) -> None:
        """The conversation has expired; the next warning carries another token."""
        self.events, self.secret, self.token = [], None, token
        self.state, self.owner, self.channel = "warned", "bot", None

    def reaches(self, state: str) -> bool:
        """Wait until the conversation is in this state, 5 s at most."""
        with self.changed:
            return self.changed.wait_for(lambda: self.state == state, timeout=5)

    def end(self) -> None:
        """Let every open stream and poll go."""
        with self.changed:
            self.cut = 1000
            self.changed.notify_all()

    def wait_past(self, after: int, seconds: float) -> None:
        with self.changed:
            self.changed.wait_for(lambda: len(self.events) > after or self.cut, timeout=seconds)

    def hear(self, client_id: str, text: str | None, button: str | None) -> None:
        """A message or button of the visitor, once."""
        if client_id in self.clients:
            return
        label = next((door["label"] for door in self.answer()["doors"] if door["id"] == button), button)
        self.clients[client_id] = self.says("visitor", text or label or "", removed=[], channel="chat")
        if self.state == "warned":
            self.state = "talking"
        if self.owner == "bot":
            self.reply(text or button or "")

    def reply(self, to: str) -> None:
        if to in ("handoff.chat", "handoff.sms"):
            self.says("bot", "Here is what would be passed on.", cards=[consent(to.removeprefix("handoff."))])
        elif to == "not_safe":
            emergency = {
                "kind": "emergency",
                "number": "999",
                "phone_href": "tel:999",
                "text": "Please call now.",
            }
            self.says("system", "You matter. Please stay.", cards=[emergency])
        else:
            buttons = [
                {"id": "handoff.chat", "label": "Chat here with a person"},
                {"id": "handoff.sms", "label": "Text me"},
            ]
            cards = [helplines()] if to.startswith("door.") else []
            self.says(
                "bot", f"An answer to {len(self.events)}.\n\nIt has two parts.", buttons=buttons, cards=cards
            )


def create(service: Service) -> Flask:
    app = Flask("webhook")
    app.register_blueprint(widget.blueprint(lambda site: origins_of(service, site)))

    @app.errorhandler(UnknownSite)
    def unknown(error: UnknownSite) -> tuple[Response, int]:
        return problem(404, "unknown-site")

    @app.before_request
    def note() -> None:
        service.urls.append(request.url)
        if "Authorization" in request.headers:
            service.authorizations.append(request.headers["Authorization"])

    routes(app, service)
    return app


def origins_of(service: Service, site: str) -> tuple[str, ...]:
    if site != SITE:
        raise UnknownSite
    return service.origins


def problem(status: int, slug: str) -> tuple[Response, int]:
    body = jsonify(type=f"http://localhost/problems/{slug}", title=slug, status=status, detail="Refused.")
    body.mimetype = "application/problem+json"
    return body, status


def routes(app: Flask, service: Service) -> None:
    @app.post("/v1/conversation/claim")
    def claim() -> Any:
        secret = request.get_json()["secret"]
        if request.headers["Authorization"] != f"Bearer {service.token}":
            return problem(401, "not-signed-in")
        if service.secret not in (None, secret):
            return problem(409, "already-claimed")
        service.secret = secret
        return {"visit": "visit-1"}, 201

    @app.before_request
    def guard() -> Any:
        if not request.path.startswith("/v1/conversation") or request.path.endswith("/claim"):
            return None
        known = service.secret and request.headers.get("Authorization") == f"Bearer {service.secret}"
        return None if known and not service.deleted else problem(401, "not-signed-in")

    @app.get("/v1/conversation")
    def state() -> Json:
        return {name: value for name, value in service.body(0).items() if name != "events"}

    acts(app, service)


def acts(app: Flask, service: Service) -> None:
    @app.post("/v1/conversation/messages")
    def messages() -> Any:
        said = request.get_json()
        if service.refuse:
            service.refuse -= 1
            return "", 503
        service.hear(said["client_id"], said.get("text"), said.get("button"))
        if service.drop:
            service.drop -= 1
            return "", 503
        return service.body(said.get("after", 0))

    @app.post("/v1/conversation/handoff")
    def handoff() -> Any:
        service.handoff = request.get_json()
        channel, phone = service.handoff["channel"], service.handoff.get("phone")
        if service.refuse:
            service.refuse -= 1
            return problem(503, "unavailable")
        if phone is not None and sum(map(str.isdigit, phone)) < 7:
            return problem(422, "number-invalid")
        service.move("waiting", "queue", "You are waiting for a person at Demo Helpline.", channel)
        return service.body(0)

    @app.post("/v1/conversation/withdraw")
    def withdraw() -> Json:
        service.move("talking", "bot", "You are no longer waiting.")
        return service.body(0)

    @app.post("/v1/conversation/leave")
    def leave() -> Json:
        service.move("left", "none", "You ended this chat.")
        return service.body(0)

    @app.delete("/v1/conversation")
    def delete() -> tuple[str, int]:
        service.deleted = True
        return "", 204

    @app.get("/v1/conversation/events")
    def events() -> Any:
        after = int(request.args["after"])
        if service.streaming and "text/event-stream" in request.headers["Accept"]:
            return Response(stream(service, after), mimetype="text/event-stream")
        service.wait_past(after, min(2.0, float(request.args.get("wait", 0))))
        return service.body(after)


def stream(service: Service, after: int) -> Iterator[str]:
    yield ": open\n\n"
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        if service.cut:
            service.cut -= 1
            return
        for event in service.body(after)["events"]:
            after = event["seq"]
            yield f"id: {after}\ndata: {json.dumps(event)}\n\n"
        service.wait_past(after, 1)
        yield ": beat\n\n"
