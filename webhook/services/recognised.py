"""Partners whose secrets were read a moment ago: a signed call that is answered `none` reads no database."""

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from webhook.store.tables import Partner

RECOGNISED_FOR = timedelta(seconds=5)
"""How long a change of a partner (its lists, a secret taken away) may need to be seen by every process.

A new secret opens at once. A secret's end is kept to the second, unless it was set less than this before.
"""

TOLERANCE = 300
"""Seconds that the caller's clock may differ from ours, either way."""

PREFIX = "whsec_"
SCHEME = "v1,"


class Signature(NamedTuple):
    """What came with a call, by Standard Webhooks 1.0.0: its id, when it was signed, and signatures."""

    id: str
    timestamp: str
    given: str

    @property
    def timely(self) -> bool:
        """Was it signed now, as far as clocks agree?"""
        at = self.timestamp
        known = at.isascii() and at.isdecimal() and len(at) <= 12
        return known and abs(time.time() - int(at)) <= TOLERANCE

    def over(self, body: bytes) -> bytes:
        """The bytes that are signed."""
        return f"{self.id}.{self.timestamp}.".encode() + body

    def values(self) -> list[bytes]:
        """The signatures of the one scheme that we know, in base64."""
        known = [part for part in self.given.split(" ") if part.startswith(SCHEME)]
        return [part[len(SCHEME) :].encode() for part in known]


@dataclass(frozen=True)
class Recognised:
    """A partner as it was read; `keys` are its signing secrets, each with its end (UTC) or None."""

    partner: Partner
    keys: tuple[tuple[bytes, datetime | None], ...] = field(repr=False)
    read_at: datetime

    def fresh(self, now: datetime) -> bool:
        """May it still be used without a look at the database?"""
        return self.read_at <= now < self.read_at + RECOGNISED_FOR

    def signed(self, signature: Signature, body: bytes, now: datetime) -> bool:
        """Did a secret that is valid now sign this body?"""
        if not signature.timely:
            return False
        content, given = signature.over(body), signature.values()
        for key, end in self.keys:
            if end is None or now < end:
                right = base64.b64encode(hmac.digest(key, content, hashlib.sha256))
                if any(hmac.compare_digest(right, one) for one in given):
                    return True
        return False


def key_of(secret: str) -> bytes:
    """The key in a signing secret (`whsec_` and base64)."""
    return base64.b64decode(secret.removeprefix(PREFIX) + "==")
