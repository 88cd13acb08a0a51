"""Texts through Twilio's own client. What fails is told apart by whether the text can have gone out."""

from collections.abc import Iterator, Set
from contextlib import contextmanager
from datetime import timedelta

import requests
from twilio.base.exceptions import TwilioException
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from webhook.domain.texts import TAKEN, is_known
from webhook.gateways.errors import Failed, Permanent, Temporary, Unknown
from webhook.gateways.sms.http import TIMEOUT, QuietHttpClient
from webhook.gateways.sms.protocol import Account, Draft, Sent

CALLBACK_RETRIES = "#rc=5&rp=all"
"""Twilio's own words in the fragment of a callback address: five retries, whatever went wrong (not signed)."""
LONGEST_VALIDITY_SECONDS = 36_000
LOOK_BACK = 50
"""How many of the newest texts to a phone are looked through for one whose answer was lost."""
CLOCKS_DIFFER = timedelta(seconds=30)
TRIAL = "Sent from your Twilio trial account - "
TEMPORARY = frozenset({401, 408, 425, 429})
"""Refusals that are not about the text: a token being rotated, too many calls at once."""


class TwilioSms:
    """Twilio behind its REST API. `public_url` is where its callbacks reach us; `api_base` a stand-in in tests."""

    def __init__(
        self,
        account: Account,
        public_url: str,
        api_base: str | None = None,
        timeout: tuple[float, float] = TIMEOUT,
    ) -> None:
        self.account = account
        self._status_url = f"{public_url}/v1/twilio/status/"
        client = QuietHttpClient(api_base, timeout)
        self._messages = Client(account.sid, account.token, http_client=client).messages
        by_service = account.sender.startswith("MG")
        self._sender = {"messaging_service_sid" if by_service else "from_": account.sender}

    def send(self, draft: Draft) -> Sent:
        """One POST, never repeated here."""
        with _failures():
            message = self._messages.create(
                to=draft.to,
                body=draft.body,
                status_callback=f"{self._status_url}{draft.text_id}{CALLBACK_RETRIES}",
                validity_period=max(1, min(draft.valid_seconds, LONGEST_VALIDITY_SECONDS)),
                **self._sender,
            )
            return _sent(message)

    def find(self, draft: Draft, taken: Set[str]) -> Sent | None:
        """Twilio lists no callback addresses, so a text is known by its words, its phone and its time."""
        try:
            with _failures():
                newest = self._messages.list(to=draft.to, limit=LOOK_BACK)
        except Failed as failure:
            raise Temporary(failure.code) from None
        for message in newest:
            if message.sid not in taken and _is_that_of(message, draft):
                return _sent(message)
        return None


def _is_that_of(message: MessageInstance, draft: Draft) -> bool:
    if not str(message.direction).startswith("outbound"):
        return False
    if message.date_created is None or message.date_created < draft.since - CLOCKS_DIFFER:
        return False
    return (message.body or "").removeprefix(TRIAL).strip() == draft.body.strip()


def _sent(message: MessageInstance) -> Sent:
    if not message.sid:
        raise Unknown("shape")
    status = message.status if is_known(message.status) else TAKEN
    return Sent(str(message.sid), str(status), message.error_code)


@contextmanager
def _failures() -> Iterator[None]:
    """Name what went wrong; the library's own messages hold numbers, so nothing of them goes on."""
    try:
        yield
    except TwilioException as error:
        raise _refused(error) from None
    except requests.ConnectionError as error:
        raise _not_connected(error) from None
    except (requests.RequestException, ValueError) as error:
        raise Unknown(type(error).__name__) from None


def _refused(error: TwilioException) -> Failed:
    status, code = getattr(error, "status", None), getattr(error, "code", None)
    if status is None:
        return Unknown("answer")
    if status >= 500 or status in TEMPORARY:
        return Temporary(str(code or status))
    return Permanent(str(code or status))


def _not_connected(error: requests.ConnectionError) -> Failed:
    cause = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(cause, NewConnectionError | ConnectTimeoutError):
        return Temporary("unreachable")
    return Unknown(type(error).__name__)
