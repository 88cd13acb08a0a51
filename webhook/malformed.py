"""What gunicorn says by itself, about requests that never reach the application: nothing of them, and no address."""

import json
import sys
from http import HTTPStatus
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.http import errors
from gunicorn.workers.ggevent import GeventWorker

STATUS: dict[type[Exception], HTTPStatus] = {
    errors.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    errors.LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    errors.UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
    errors.ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
}
OWN_WORDS = (
    "Connection in use",
    "Can't connect",
    "Worker failed to boot",
    "Shutting down",
    "Retrying in",
    "Reason",
)
"""Beginnings of the messages that hold nothing of a request and tell an operator why a start failed."""


class QuietWorker(GeventWorker):  # type: ignore[misc]
    """Answers what it cannot read with a problem document (RFC 9457) and logs its kind."""

    def handle_error(self, req: object, client: Any, addr: object, exc: Exception) -> None:
        """Where gunicorn's own would log the client's address and echo the input."""
        status = next((STATUS[kind] for kind in type(exc).__mro__ if kind in STATUS), HTTPStatus.BAD_REQUEST)
        self.log.warning("request refused: %s", type(exc).__name__)
        body = {"type": "about:blank", "title": status.phrase, "status": status.value}
        body["detail"] = "The request could not be read as HTTP."
        data = json.dumps(body).encode()
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\nConnection: close\r\n"
            f"Content-Type: application/problem+json\r\nContent-Length: {len(data)}\r\n\r\n"
        )
        try:
            client.sendall(head.encode() + data)
        except OSError:
            self.log.debug("request refused: gone")


class QuietLogger(Logger):  # type: ignore[misc]
    """Writes messages of a known beginning, and of all others only that something happened and its exception's type."""

    def _say(self, level: str, message: object, arguments: tuple[object, ...]) -> None:
        text = str(message)
        if text == "request refused: %s":
            text = text % arguments
        elif not text.startswith(OWN_WORDS):
            kind = sys.exc_info()[0]
            text = f"server message withheld ({kind.__name__ if kind else 'no exception'})"
        elif arguments:
            text = text % arguments
        getattr(self.error_log, level)(text)

    def critical(self, msg: object, *args: object, **_: object) -> None:
        """See the class."""
        self._say("critical", msg, args)

    def error(self, msg: object, *args: object, **_: object) -> None:
        """See the class."""
        self._say("error", msg, args)

    def exception(self, msg: object, *args: object, **_: object) -> None:
        """See the class: no trace, because a message or a local may hold words."""
        self._say("error", msg, args)

    def warning(self, msg: object, *args: object, **_: object) -> None:
        """See the class."""
        self._say("warning", msg, args)
