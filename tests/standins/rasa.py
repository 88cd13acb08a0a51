"""The bot's channel as a tiny HTTP server, for tests of pages: keyword in, key or command out."""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEYS = {
    "hello": ({"key": "utter_control_greet"}, "control.greet"),
    "stop": ({"key": "utter_own_wants_to_stop"}, "own.wants_to_stop"),
    "person": ({"command": "handoff.offer"}, "handoff.person"),
    "chat": ({"command": "handoff.chat"}, "handoff.chat"),
    "sms": ({"command": "handoff.sms"}, "handoff.sms"),
}
FALLBACK = ({"key": "utter_fallback"}, "control.off_topic")


class Channel(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._answer({"status": "ok"})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        intent = body.get("intent")
        if intent:
            reply, topic = {"key": f"utter_{intent}"}, None
        else:
            said = body["text"].lower()
            reply, topic = next((KEYS[word] for word in KEYS if word in said), FALLBACK)
        self._answer({"replies": [reply], "intent": intent, "confidence": 1.0, "topic": topic})

    def _answer(self, body: dict[str, object]) -> None:
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        return


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Channel).serve_forever()
