"""What cannot be read as HTTP: a problem document, nothing of it echoed, nothing of it or its sender logged."""

import json
import socket

import pytest

from tests.live import Live

MARKED = b"zebra-umbrella-nineteen"
REQUESTS = {
    "no request line": MARKED + b"\r\n\r\n",
    "a strange method": b"ZEBRA-UMBRELLA-NINETEEN\x7f /v1/screen HTTP/1.1\r\nHost: a\r\n\r\n",
    "a strange version": b"GET /" + MARKED + b" HTTP/9.9\r\nHost: a\r\n\r\n",
    "a header without colon": b"GET / HTTP/1.1\r\nHost: a\r\n" + MARKED + b"\r\n\r\n",
    "two lengths": b"POST /v1/screen HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
    + MARKED,
    "a length that is none": b"POST /v1/screen HTTP/1.1\r\nHost: a\r\nContent-Length: +"
    + MARKED
    + b"\r\n\r\n",
    "a line too long": b"GET /" + MARKED * 190 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    "a header too long": b"GET / HTTP/1.1\r\nHost: a\r\nX-A: " + MARKED * 390 + b"\r\n\r\n",
    "an unknown coding": b"POST /v1/screen HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + MARKED + b"\r\n\r\n",
}


@pytest.mark.parametrize("raw", REQUESTS.values(), ids=REQUESTS.keys())
def test_a_malformed_request_leaves_nothing_behind(live: Live, raw: bytes) -> None:
    with socket.create_connection(("127.0.0.1", live.port), timeout=10) as connection:
        connection.sendall(raw)
        answer = b""
        while chunk := connection.recv(65_536):
            answer += chunk
    head, _, body = answer.partition(b"\r\n\r\n")
    assert 400 <= int(head.split(b" ")[1]) <= 501
    assert b"application/problem+json" in head
    assert json.loads(body)["status"]
    logged = live.logs().lower()
    assert MARKED.decode() not in answer.decode(errors="replace").lower() + logged
    assert "127.0.0.1" not in logged
