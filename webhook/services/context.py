"""What every use case is given: the rooms it may call, wired once in `app.py`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from webhook.content import Content, ContentSource
from webhook.gateways.alerts import Alerts
from webhook.gateways.bus import Bus
from webhook.gateways.rasa import Bot
from webhook.gateways.sms import Sms
from webhook.safety import Screen
from webhook.services.lexicons import Lexicons
from webhook.services.recognised import Recognised
from webhook.settings import Settings
from webhook.store.crypto import Keyring
from webhook.store.database import Database

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of a running service; tests pass another."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Context:
    """The wired service."""

    settings: Settings
    db: Database
    keyring: Keyring
    source: ContentSource
    screen: Screen
    lexicons: Lexicons
    bus: Bus
    bot: Bot
    sms: Sms
    alerts: Alerts
    clock: Clock = utc_now
    recognised: dict[str, Recognised] = field(default_factory=dict)

    @property
    def content(self) -> Content:
        """The words as they stand now; a change in `data/` needs no restart."""
        return self.source.current()
