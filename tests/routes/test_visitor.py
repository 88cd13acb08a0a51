"""What a visitor's frame gets, right and wrong."""

import json
import logging
import secrets
from typing import Any

import pytest

from tests.people import SEARCH, a_desk, a_partner, new_id
from tests.routes.test_partner import is_problem
from webhook.services import screening
from webhook.services.context import Context

MARKED = "zebra-umbrella-seventeen"


class Frame:
    """The visitor's side of the HTTP contract."""

    def __init__(self, client: Any, token: str) -> None:
        self.client, self.secret = client, secrets.token_urlsafe(32)
        self.claimed = self.send("POST", "/claim", {"secret": self.secret}, token)

    def send(self, method: str, path: str, body: Any = None, token: str | None = None) -> Any:
        headers = {"Authorization": f"Bearer {token or self.secret}"}
        data = body if isinstance(body, (bytes, str)) or body is None else json.dumps(body)
        url = f"/v1/conversation{path}"
        return self.client.open(
            url, method=method, data=data, headers=headers, content_type="application/json"
        )

    def post(self, path: str, **body: Any) -> Any:
        return self.send("POST", path, {"client_id": new_id(), **body})


@pytest.fixture
def frame(client: Any, ctx: Context) -> Frame:
    partner, _ = a_partner(ctx)
    a_desk(ctx)
    return Frame(client, screening.warn(ctx, partner, new_id(), screening.Hit("demo"), SEARCH)["token"])


@pytest.fixture
def other(client: Any, ctx: Context, frame: Frame) -> Frame:
    partner, _ = a_partner(ctx, "site-b")
    return Frame(client, screening.warn(ctx, partner, new_id(), screening.Hit("demo"), SEARCH)["token"])


def test_before_anything_is_said_the_state_is_warned(frame: Frame) -> None:
    assert frame.claimed.status_code == 201
    assert frame.send("GET", "").json == {"state": "warned", "owner": "bot", "channel": None, "seq": 0}


def test_a_message_is_answered_in_the_same_answer(frame: Frame) -> None:
    answer = frame.post("/messages", text="hello").json
    assert [event["from"] for event in answer["events"]] == ["visitor", "bot"]
    assert frame.post("/messages", text="more", after=answer["seq"]).json["events"][0]["seq"] == 3


def test_long_polling_and_the_stream_give_the_same_events(frame: Frame) -> None:
    frame.post("/messages", text="hello")
    polled = frame.send("GET", "/events?after=0&wait=0").json
    frame.post("/leave")
    stream = frame.client.get(
        "/v1/conversation/events?after=0",
        headers={"Authorization": f"Bearer {frame.secret}", "Accept": "text/event-stream"},
    )
    assert stream.mimetype == "text/event-stream"
    chunks = [line.removeprefix("data: ") for line in stream.text.splitlines() if line.startswith("data: ")]
    assert [json.loads(chunk) for chunk in chunks][: len(polled["events"])] == polled["events"]


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer x", "Bearer " + "a" * 43, "Basic abc"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("GET", "/events"),
        ("POST", "/messages"),
        ("POST", "/handoff"),
        ("POST", "/withdraw"),
        ("POST", "/leave"),
        ("DELETE", ""),
    ],
)
def test_without_the_right_token_every_call_is_refused(
    client: Any, frame: Frame, authorization: str, method: str, path: str
) -> None:
    headers = {"Authorization": authorization}
    answer = client.open(
        f"/v1/conversation{path}", method=method, headers=headers, json={"client_id": new_id()}
    )
    is_problem(answer, 401, "not-signed-in")


def test_anothers_token_shows_and_changes_nothing_of_mine(frame: Frame, other: Frame) -> None:
    frame.post("/messages", text=MARKED)
    assert other.send("GET", "/events?after=0").json["events"] == []
    other.send("DELETE", "")
    other.post("/leave")
    assert frame.send("GET", "/events?after=0").json["events"]


BAD_BODIES: list[tuple[str, str, Any, int, str]] = [
    ("no json", "/messages", "text=hello", 400, "body-invalid"),
    ("neither text nor button", "/messages", {"client_id": new_id()}, 400, "body-invalid"),
    ("both", "/messages", {"client_id": new_id(), "text": "a", "button": "door.me"}, 400, "body-invalid"),
    ("spaces", "/messages", {"client_id": new_id(), "text": " \u3000\t"}, 400, "body-invalid"),
    ("no client id", "/messages", {"text": "hello"}, 400, "body-invalid"),
    ("a client id that is none", "/messages", {"client_id": "../../x", "text": "hello"}, 400, "body-invalid"),
    (
        "a foreign field",
        "/messages",
        {"client_id": new_id(), "text": "a", "sender": "x"},
        400,
        "body-invalid",
    ),
    ("a huge after", "/messages", {"client_id": new_id(), "text": "a", "after": 2**70}, 400, "body-invalid"),
    ("a NUL", "/messages", {"client_id": new_id(), "text": f"{MARKED}\x00"}, 400, "body-invalid"),
    ("invalid utf-8", "/messages", b'{"text": "\xff"}', 400, "body-invalid"),
    ("too long", "/messages", {"client_id": new_id(), "text": "x" * 2_001}, 413, "too-large"),
    ("an unknown button", "/messages", {"client_id": new_id(), "button": "b.x"}, 422, "unknown-button"),
    ("no channel", "/handoff", {"client_id": new_id(), "share_transcript": True}, 400, "body-invalid"),
    (
        "a number with chat",
        "/handoff",
        {"client_id": new_id(), "channel": "chat", "share_transcript": True, "phone": "1"},
        400,
        "body-invalid",
    ),
] + [
    (
        f"the number {number}",
        "/handoff",
        {"client_id": new_id(), "channel": "sms", "share_transcript": True, "phone": number},
        422,
        "number-invalid",
    )
    for number in (
        "hello",
        "999",
        "12",
        "+44 20 7946 0018",
        "+1 900 555 0123",
        "0" * 30,
        "+",
        "٠٧٤٠٠",
        "07400\u202e1",
    )
]


@pytest.mark.parametrize(
    ("path", "body", "status", "slug"), [row[1:] for row in BAD_BODIES], ids=[row[0] for row in BAD_BODIES]
)
def test_a_bad_body_is_a_problem_and_leaves_nothing_behind(
    frame: Frame, path: str, body: Any, status: int, slug: str
) -> None:
    is_problem(frame.send("POST", path, body), status, slug)
    assert frame.send("GET", "").json["state"] in ("warned", "talking")
    assert frame.send("GET", "/events?after=0").json["events"] == []


@pytest.mark.parametrize(
    "query", ["after=-1", "after=abc", "after=99999999999999999999", "wait=26", "after=1e9"]
)
def test_a_place_in_the_log_that_cannot_be_is_refused(frame: Frame, query: str) -> None:
    is_problem(frame.send("GET", f"/events?{query}"), 400, "body-invalid")


def test_no_word_number_or_token_is_ever_logged(
    frame: Frame, ctx: Context, bot: Any, caplog: Any, capsys: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    phone = "07400 123456"
    bot.down = True
    frame.post("/messages", text=f"{MARKED} and call {phone}")
    bot.reply, bot.down = ({"key": MARKED},), False
    frame.post("/messages", text=MARKED)
    frame.post("/handoff", channel="sms", share_transcript=True, phone=phone)
    frame.send("POST", "/messages", {"client_id": MARKED, "text": MARKED})
    frame.send("GET", f"/events?after={MARKED}")
    frame.send("DELETE", "")
    logged = caplog.text + "".join(capsys.readouterr())
    for secret in (MARKED, "123456", frame.secret):
        assert secret not in logged


def test_every_answer_carries_the_headers_that_protect_it(frame: Frame) -> None:
    for answer in (
        frame.send("GET", ""),
        frame.send("GET", "/nowhere"),
        frame.send("POST", "/messages", "x"),
    ):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_who_deletes_is_forgotten_at_once(frame: Frame) -> None:
    frame.post("/messages", text=MARKED)
    assert frame.send("DELETE", "").status_code == 204
    is_problem(frame.send("GET", "/events?after=0"), 401, "not-signed-in")
    is_problem(frame.post("/messages", text="a late message"), 401, "not-signed-in")
