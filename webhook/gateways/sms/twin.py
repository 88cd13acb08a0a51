"""Texts without an account, for development: the twin plays the phone network towards our own signed addresses.

It keeps nothing. What was sent is in our own tables, where the simulator page reads it.
"""

import hashlib
import hmac
import threading
import time
from collections.abc import Mapping, Set

import requests
import structlog

from webhook.gateways.errors import Temporary
from webhook.gateways.sms.protocol import Account, Draft, Sent
from webhook.gateways.sms.signature import HEADER, sign

log = structlog.get_logger(__name__)

SENDER = "+15005550006"
"""Twilio's own number for trying things out: it belongs to nobody."""
TIMEOUT = (0.5, 5.0)
RECEIPTS = (("sent", 0.3), ("delivered", 0.7))
"""Each receipt and the seconds before it."""
TRIES = 5


class TwinSms:
    """Signs for `public_url`, as Twilio would, and posts to `local_url`, where the web process listens."""

    def __init__(
        self,
        session_key: bytes,
        public_url: str,
        local_url: str,
        receipts: tuple[tuple[str, float], ...] = RECEIPTS,
    ) -> None:
        self.account = Account(f"AC{_derived(session_key, 'sid')}", _derived(session_key, "token"), SENDER)
        self._public_url = public_url
        self._local_url = local_url
        self._receipts = receipts

    def send(self, draft: Draft) -> Sent:
        """Give the text an id, always the same for the same draft, and report on it a little later."""
        sid = f"SM{hashlib.sha256(draft.text_id.encode()).hexdigest()[:32]}"
        report = threading.Thread(
            target=self._report, args=(draft.text_id, sid), daemon=True, name="sms-twin"
        )
        report.start()
        return Sent(sid, "queued")

    def find(self, draft: Draft, taken: Set[str]) -> Sent | None:
        """None: to send again costs nothing here and makes the same id."""
        return None

    def answer(self, phone: str, body: str, message_sid: str) -> None:
        """Post a text from `phone` (E.164) as Twilio would. Raises `Temporary` where it was not taken."""
        form = {
            "AccountSid": self.account.sid,
            "ApiVersion": "2010-04-01",
            "Body": body,
            "From": phone,
            "MessageSid": message_sid,
            "NumMedia": "0",
            "NumSegments": "1",
            "SmsMessageSid": message_sid,
            "SmsSid": message_sid,
            "SmsStatus": "received",
            "To": SENDER,
        }
        self._post("/v1/twilio/inbound", form)

    def _report(self, text_id: str, sid: str) -> None:
        for status, seconds in self._receipts:
            form = {
                "AccountSid": self.account.sid,
                "ApiVersion": "2010-04-01",
                "From": SENDER,
                "MessageSid": sid,
                "MessageStatus": status,
                "SmsSid": sid,
                "SmsStatus": status,
            }
            for attempt in range(TRIES):
                time.sleep(seconds * (attempt + 1))
                try:
                    self._post(f"/v1/twilio/status/{text_id}", form)
                    break
                except Temporary as failure:
                    log.info("sms_twin.receipt_refused", text=text_id, status=status, code=failure.code)

    def _post(self, path: str, form: Mapping[str, str]) -> None:
        headers = {HEADER: sign(self.account.token, self._public_url + path, form)}
        try:
            answer = requests.post(self._local_url + path, data=form, headers=headers, timeout=TIMEOUT)
        except requests.RequestException as error:
            raise Temporary(type(error).__name__) from None
        if answer.status_code >= 300:
            raise Temporary(str(answer.status_code))


def _derived(session_key: bytes, name: str) -> str:
    return hmac.digest(session_key, f"sms-twin|{name}".encode(), hashlib.sha256)[:16].hex()
