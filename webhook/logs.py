"""Logging: ids, never words. What is not on the list is dropped, not masked."""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    "event level timestamp error where code route status ms conversation handoff desk deed kind attempts key"
    " conversations partner staff text part port file count list version reason".split()
)
"""Names of fields that may appear. `text` is the id of a text message, never its words; `list`, `version` and `reason`
are about word lists and name no term."""

QUIET = ("werkzeug", "twilio", "urllib3", "sqlalchemy", "gunicorn.access")


def configure() -> None:
    """One JSON object a line on standard error, through the list; exceptions as their type only."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Plain("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.addFilter(_ours_in_full)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
    # twilio-python logs whole requests at these levels
    logging.getLogger("twilio.http_client").disabled = True


def only_allowed(_logger: Any, _method: str, fields: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Keep the fields on the list."""
    return {name: value for name, value in fields.items() if name in ALLOWED}


def _ours_in_full(record: logging.LogRecord) -> bool:
    """Of a library's message only the place is kept: it may have been made of a request."""
    if not record.name.startswith(("webhook", "gunicorn.error")):
        record.msg, record.args = f"{record.funcName}:{record.lineno}", None
    return True


class _Plain(logging.Formatter):
    def formatException(self, ei: Any) -> str:  # noqa: N802 - the library's name
        """The type alone: a message or a local may hold a visitor's words."""
        return str(ei[0].__name__) if ei and ei[0] else "exception"

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - the library's name
        """No stack."""
        return ""
