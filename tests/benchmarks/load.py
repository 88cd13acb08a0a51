"""Sends prepared requests over kept-alive connections, from a process of its own; prints what it measured as JSON.

`python -m tests.benchmarks.load FILE SECONDS URL…`: FILE holds the requests (pickle of a list of bytes for each
address). The addresses take turns, so that each meets the same machine.
"""

import json
import pickle
import socket
import sys
import threading
import time
from pathlib import Path

CONNECTIONS = 8
TURN_SECONDS = 0.5
CHUNK = 262_144


def ask(connection: socket.socket, request: bytes) -> bytes:
    """Send one request and read its whole answer. Raises RuntimeError for an answer that is not 200."""
    connection.sendall(request)
    answer = connection.recv(CHUNK)
    while (end := answer.find(b"\r\n\r\n")) < 0:
        answer += connection.recv(CHUNK)
    if not answer.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(answer[:200].decode(errors="replace"))
    at = answer.lower().index(b"content-length:") + 15
    length = int(answer[at : answer.index(b"\r\n", at)])
    while len(answer) < end + 4 + length:
        answer += connection.recv(CHUNK)
    return answer[end + 4 :]


class Client(threading.Thread):
    """One connection. Asks while `until` has not passed."""

    def __init__(self, port: int, requests: list[bytes], until: float) -> None:
        super().__init__(daemon=True)
        self.port, self.requests, self.until = port, requests, until
        self.done, self.took, self.failed = 0, 0.0, ""

    def run(self) -> None:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                ask(connection, self.requests[0])
                begin = time.perf_counter()
                while time.perf_counter() < self.until:
                    ask(connection, self.requests[self.done % len(self.requests)])
                    self.done += 1
                self.took = time.perf_counter() - begin
        except (OSError, RuntimeError, ValueError) as error:
            self.failed = repr(error)


def turn(port: int, requests: list[bytes], seconds: float) -> float:
    """Answers a second, of one address over all connections."""
    until = time.perf_counter() + seconds
    share = max(1, len(requests) // CONNECTIONS)
    clients = [Client(port, requests[i * share :] or requests, until) for i in range(CONNECTIONS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    failed = next((client.failed for client in clients if client.failed), "")
    if failed:
        raise RuntimeError(failed)
    return sum(client.done / client.took for client in clients if client.took)


def main() -> None:
    file, seconds = Path(sys.argv[1]), float(sys.argv[2])
    prepared: list[tuple[int, list[bytes]]] = pickle.loads(file.read_bytes())
    rates: list[list[float]] = [[] for _ in prepared]
    for number in range(max(1, round(seconds / TURN_SECONDS / len(prepared)))):
        order = list(enumerate(prepared))
        for place, (port, requests) in order if number % 2 else reversed(order):
            rates[place].append(turn(port, requests, TURN_SECONDS))
    print(json.dumps(rates))


if __name__ == "__main__":
    main()
