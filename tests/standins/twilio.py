"""Twilio's message API as far as we use it: listens on loopback, keeps what it took, signs what it reports."""

import base64
import json
import threading
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urldefrag, urlsplit

from twilio.request_validator import RequestValidator

from webhook.gateways.sms import Account, TwilioSms

ACCOUNT = Account("AC" + "0" * 32, "a-token-of-the-tests", "+15005550006")
TIMEOUT = (1.0, 0.3)
"""How long the client under test waits, in seconds: short, since a test waits with it."""


@dataclass
class Message:
    """One text that Twilio took."""

    to: str
    body: str
    callback: str
    created: datetime
    form: dict[str, str]
    status: str = "queued"
    error: int | None = None
    sid: str = field(default_factory=lambda: "SM" + uuid.uuid4().hex)

    def resource(self) -> dict[str, Any]:
        return {
            "sid": self.sid, "account_sid": ACCOUNT.sid, "to": self.to, "from": ACCOUNT.sender, "body": self.body,
            "status": self.status, "error_code": self.error, "direction": "outbound-api",
            "date_created": format_datetime(self.created), "date_sent": None, "num_media": "0",
        }  # fmt: skip


class Twilio:
    """`answers` says what the next calls get: 201 (default), 500, 429, 503, a code such as 21610 (with status 400),

    "taken": it takes the text and does not answer; "lost": it does neither; "reset": it takes it and hangs up.
    """

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.clock = clock
        self.answers: deque[int | str] = deque()
        self.lists: deque[int] = deque()
        self.messages: list[Message] = []
        self.calls: list[str] = []
        self._over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = False
        self.base = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def client(self, public_url: str) -> TwilioSms:
        """Our gateway, pointed here."""
        return TwilioSms(ACCOUNT, public_url, self.base, timeout=TIMEOUT)

    def bodies(self) -> list[str]:
        return [message.body for message in self.messages]

    def hold(self) -> None:
        """Keep a caller waiting until the test is over."""
        self._over.wait(30)


class SignedForms:
    """Forms as Twilio posts them, each with its headers."""

    def __init__(self, public_url: str, account: Account = ACCOUNT) -> None:
        self.public_url, self.account = public_url, account

    def headers(self, path: str, form: dict[str, str], token: str | None = None) -> dict[str, str]:
        validator = RequestValidator(token or self.account.token)
        return {"X-Twilio-Signature": validator.compute_signature(self.public_url + path, form)}

    def text(self, phone: str, body: str, **more: str) -> dict[str, str]:
        """An incoming text."""
        sid = more.pop("MessageSid", "SM" + uuid.uuid4().hex)
        return {
            "ToCountry": "US", "ToState": "", "SmsMessageSid": sid, "NumMedia": "0", "ToCity": "", "FromZip": "",
            "SmsSid": sid, "FromState": "", "SmsStatus": "received", "FromCity": "", "Body": body,
            "FromCountry": "GB", "To": self.account.sender, "ToZip": "", "NumSegments": "1", "MessageSid": sid,
            "AccountSid": self.account.sid, "From": phone, "ApiVersion": "2010-04-01", **more,
        }  # fmt: skip

    def receipt(self, sid: str, status: str, **more: str) -> dict[str, str]:
        """A status callback."""
        return {
            "ApiVersion": "2010-04-01", "MessageStatus": status, "SmsSid": sid, "SmsStatus": status,
            "To": "+447400123456", "From": self.account.sender, "MessageSid": sid,
            "AccountSid": self.account.sid, **more,
        }  # fmt: skip

    def path_of(self, message: Message) -> str:
        """Where its receipts go: Twilio does not send the fragment."""
        return urldefrag(message.callback).url.removeprefix(self.public_url)


def _handler(twilio: Twilio) -> type[BaseHTTPRequestHandler]:
    return type("Api", (_Api,), {"twilio": twilio})


class _Api(BaseHTTPRequestHandler):
    """Twilio's two calls; `twilio` is set on a subclass, one for each stand-in."""

    twilio: Twilio

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(raw, keep_blank_values=True).items()}
        answer = self.twilio.answers.popleft() if self.twilio.answers else 201
        self.twilio.calls.append(f"send {answer}")
        if not self._known():
            self._say(401, {"code": 20003, "message": "Authenticate", "status": 401})
        elif answer in (201, "taken", "reset"):
            message = Message(form["To"], form["Body"], form["StatusCallback"], self.twilio.clock(), form)
            self.twilio.messages.append(message)
            if answer == 201:
                self._say(201, message.resource())
            elif answer == "taken":
                self.twilio.hold()
            # "reset": the connection is closed without an answer
        elif answer == "lost":
            self.twilio.hold()
        else:
            self._refuse(int(answer), form["To"])

    def do_GET(self) -> None:
        self.twilio.calls.append("list")
        if self.twilio.lists:
            self._say(self.twilio.lists.popleft(), {"message": "no"})
            return
        wanted = parse_qs(urlsplit(self.path).query).get("To", [""])[0]
        found = [m.resource() for m in reversed(self.twilio.messages) if m.to == wanted]
        self._say(200, {"messages": found, "next_page_uri": None, "page": 0, "page_size": 50})

    def _known(self) -> bool:
        login = base64.b64encode(f"{ACCOUNT.sid}:{ACCOUNT.token}".encode()).decode()
        return self.headers["Authorization"] == f"Basic {login}"

    def _refuse(self, code: int, to: str) -> None:
        status = code if code < 1000 else 400
        number = 20429 if code == 429 else code
        self._say(status, {"code": number, "message": f"The 'To' number {to} is refused.", "status": status})

    def _say(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        return
