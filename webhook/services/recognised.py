"""Partners whose secrets were read a moment ago: a signed call that is answered `none` reads no database."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from webhook.store.tables import Partner

RECOGNISED_FOR = timedelta(seconds=5)
"""How long a change of a partner (its lists, a secret taken away) may need to be seen by every process.

A secret's own end is kept to the second, and a new secret opens at once.
"""


@dataclass(frozen=True)
class Recognised:
    """A partner as it was read; `secrets` are its signing secrets, each with its end (UTC) or None."""

    partner: Partner
    secrets: tuple[tuple[Webhook, datetime | None], ...] = field(repr=False)
    read_at: datetime

    def fresh(self, now: datetime) -> bool:
        """May it still be used without a look at the database?"""
        return self.read_at <= now < self.read_at + RECOGNISED_FOR

    def signed(self, headers: dict[str, str], body: bytes, now: datetime) -> bool:
        """Did a secret that is valid now sign these headers and this body?"""
        return any(
            _matches(secret, headers, body) for secret, end in self.secrets if end is None or now < end
        )


def _matches(secret: Webhook, headers: dict[str, str], body: bytes) -> bool:
    try:
        secret.verify(body, headers, json_parse=False)
    except (WebhookVerificationError, ValueError):
        return False
    return True
