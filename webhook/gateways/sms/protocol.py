"""What sending a text promises."""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Account:
    """Whose texts these are. The token signs what the provider posts to us; `sender` is E.164 or a service id (MG…)."""

    sid: str
    token: str = field(repr=False)
    sender: str


@dataclass(frozen=True)
class Draft:
    """A text to be sent. `text_id` is our own id and rides in the status-callback address.

    `to` is E.164; `since` is when it was first meant to go; it is worth sending for `valid_seconds` more.
    """

    text_id: str
    to: str = field(repr=False)
    body: str = field(repr=False)
    since: datetime
    valid_seconds: int


@dataclass(frozen=True)
class Sent:
    """The provider took the text: its id for it, its status, and its number for what went wrong, if anything did."""

    sid: str
    status: str
    error: int | None = None


class Sms(Protocol):
    """Whoever sends texts."""

    @property
    def account(self) -> Account | None:
        """None where texting is not set up: then nothing is sent and no callback is taken."""
        ...

    def send(self, draft: Draft) -> Sent:
        """Send a text.

        Raises `Temporary` where it was not sent, `Permanent` where it never can be (the code is Twilio's number,
        such as `21211`), and `Unknown` where the answer was lost. After `Temporary` and `Unknown` ask `find` before
        it is sent again: Twilio has no idempotency key.
        """
        ...

    def find(self, draft: Draft, taken: Set[str]) -> Sent | None:
        """The text that an earlier `send` of this draft may have made; None where there is none.

        `taken` are provider ids that belong to other texts of ours. Raises `Temporary`.
        """
        ...
