"""Texting that is not set up."""

from collections.abc import Set

from webhook.gateways.errors import Permanent
from webhook.gateways.sms.protocol import Draft, Sent


class AbsentSms:
    """In production without credentials: nothing is sent, and it says so."""

    account = None

    def send(self, draft: Draft) -> Sent:
        """Raises `Permanent`."""
        raise Permanent("not-set-up")

    def find(self, draft: Draft, taken: Set[str]) -> Sent | None:
        """None."""
        return None
