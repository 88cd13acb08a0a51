"""The bus between processes: Redis publish and subscribe, ids only."""

import threading
from contextlib import AbstractContextManager

import redis
import structlog

from webhook.gateways.bus.local import LocalBus, Waiter

log = structlog.get_logger(__name__)

CHANNEL = "turnpoint:hints"
SAFETY_READ_SECONDS = 10.0
RETRY_SECONDS = 1.0


class RedisBus:
    """Publishes each hint; one listener a process passes hints on to its local readers."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=2)
        self._local = LocalBus(longest=SAFETY_READ_SECONDS)
        self._listener: threading.Thread | None = None
        self._closed = threading.Event()
        self._lock = threading.Lock()

    def hint(self, topic: str) -> None:
        """Wake local readers at once and others through Redis; a Redis that is down costs only time."""
        self._local.hint(topic)
        try:
            self._redis.publish(CHANNEL, topic)
        except redis.RedisError as error:
            log.warning("bus.publish_failed", error=type(error).__name__)

    def subscribe(self, *topics: str) -> AbstractContextManager[Waiter]:
        """Listen to these topics."""
        self._start()
        return self._local.subscribe(*topics)

    def _start(self) -> None:
        with self._lock:
            if self._listener is None:
                self._listener = threading.Thread(target=self._listen, daemon=True, name="bus")
                self._listener.start()

    def close(self) -> None:
        """Stop listening; readers are then woken by this process only."""
        self._closed.set()
        if self._listener is not None:
            self._listener.join()
        self._redis.close()

    def _listen(self) -> None:
        while not self._closed.is_set():
            try:
                self._pass_on()
            except (redis.RedisError, OSError) as error:
                log.warning("bus.lost", error=type(error).__name__)
                self._closed.wait(RETRY_SECONDS)

    def _pass_on(self) -> None:
        with self._redis.pubsub(ignore_subscribe_messages=True) as channel:  # type: ignore[no-untyped-call]
            channel.subscribe(CHANNEL)
            self._local.wake_all()
            while not self._closed.is_set():
                message = channel.get_message(timeout=1.0)
                if message is not None:
                    self._local.hint(message["data"].decode())
