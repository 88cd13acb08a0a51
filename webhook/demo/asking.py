"""The call that a partner's backend makes before it shows results, signed with Standard Webhooks."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

import requests
from standardwebhooks.webhooks import Webhook

CONNECT_SECONDS = 1.0
ANSWER_SECONDS = 3.0


class Unanswered(Exception):
    """Turnpoint gave no usable answer; `reason` names the kind of failure and nothing of the query."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Turnpoint:
    """Asks one Turnpoint on behalf of one site."""

    def __init__(self, url: str, site: str, secret: str) -> None:
        self._url = url
        self._site = site
        self._webhook = Webhook(secret)

    def screen(self, query: str, country: str | None) -> dict[str, Any]:
        """`{"action": "none"}`, or a warning or notice to hand to the widget as it is. Raises `Unanswered`."""
        asked = {"query": query, "kind": "search", "language": "en"}
        if country:
            asked["country"] = country
        body = json.dumps(asked)
        try:
            response = requests.post(
                f"{self._url}/v1/screen",
                data=body.encode(),
                headers=self._headers(body),
                timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
                allow_redirects=False,
            )
            answer = response.json() if response.status_code == 200 else None
        except (requests.RequestException, ValueError) as error:
            raise Unanswered(type(error).__name__) from None
        if not isinstance(answer, dict) or answer.get("action") not in ("none", "notice", "warning"):
            raise Unanswered(f"status {response.status_code}")
        return answer

    def _headers(self, body: str) -> dict[str, str]:
        message, now = f"msg_{uuid.uuid4().hex}", datetime.now(UTC)
        return {
            "Content-Type": "application/json",
            "Turnpoint-Site": self._site,
            "webhook-id": message,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._webhook.sign(message, now, body),
        }
