"""The HTTP client under Twilio's: it says nothing to any log, and can be pointed at a stand-in."""

import logging
from typing import Any

from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response

API_BASE = "https://api.twilio.com"
TIMEOUT = (3.05, 10.0)
"""Seconds to connect and to read."""
TALKATIVE = ("urllib3.connectionpool", "urllib3.util.retry")
"""Loggers that write whole addresses, with the phone number in them, at any level and as warnings too."""


class QuietHttpClient(TwilioHttpClient):  # type: ignore[misc]
    """Twilio's own client and urllib3 write addresses with phone numbers to their logs; this one writes nothing."""

    def __init__(self, base: str | None = None, timeout: tuple[float, float] = TIMEOUT) -> None:
        super().__init__()
        self.timeout = timeout
        self._base = base.rstrip("/") if base else API_BASE
        for name in TALKATIVE:
            logging.getLogger(name).disabled = True

    def request(self, method: str, url: str, *args: Any, **more: Any) -> Response:
        """One call. `requests` raises; redirects are not followed, and nothing of the call is kept."""
        try:
            return super().request(method, url.replace(API_BASE, self._base, 1), *args, **more)
        finally:
            self._test_only_last_request = self._test_only_last_response = None

    def log_request(self, kwargs: dict[str, Any]) -> None:
        """Nothing."""

    def log_response(self, status_code: int, response: Any) -> None:
        """Nothing."""
