"""Telling staff that somebody waits. The console twin writes a line; the console page itself needs neither."""

from typing import Protocol

import structlog

log = structlog.get_logger(__name__)


class Alerts(Protocol):
    """Whoever tells the staff of a desk."""

    def somebody_waits(self, desk_id: int, handoff_id: str) -> None:
        """Raise an alert; ids only. Raises `gateways.errors.Failed`."""
        ...


class ConsoleAlerts:
    """The twin: a log line with ids."""

    def somebody_waits(self, desk_id: int, handoff_id: str) -> None:
        """Write the line."""
        log.info("alert.somebody_waits", desk=desk_id, handoff=handoff_id)
