"""Wake-up hints between readers and writers. The database is the truth: a lost hint costs a second, no data."""

from webhook.gateways.bus.local import LocalBus
from webhook.gateways.bus.protocol import Bus, Subscription
from webhook.gateways.bus.redis import RedisBus

__all__ = ["Bus", "LocalBus", "RedisBus", "Subscription"]
