"""Logs from which no word of a visitor can be read, at any level.

Rasa and its libraries put texts into messages, fields and exception texts. So nothing of theirs is printed but
where it came from, how grave it is, and the class of an exception. Our own records carry names and ids.
"""

import contextlib
import importlib
import json
import logging
import re
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any, Dict, MutableMapping, Optional, Type

import structlog

OURS = ("bot", "actions")
OUR_FIELDS = ("sender", "error", "port", "model", "seconds")
EVENT = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+\Z")  # structlog events of Rasa are dotted constants


class WordlessFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Message and fields only of our own records; of others place, level and exception class."""
        line: Dict[str, Any] = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.name.split(".")[0] in OURS:
            line["event"] = str(record.msg)  # the constant, never its arguments
            line.update({name: getattr(record, name) for name in OUR_FIELDS if hasattr(record, name)})
        else:
            line["line"] = record.lineno
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line)


def worth_a_line(record: logging.LogRecord) -> bool:
    """Whether a record is printed: all of ours, and warnings or worse of others (they tell only their place)."""
    return record.name.split(".")[0] in OURS or record.levelno >= logging.WARNING


def keep_names(_: Any, level: str, event: MutableMapping[str, Any]) -> Dict[str, Any]:
    """A structlog processor that keeps the event's constant name and drops every field."""
    name = str(event.get("event", ""))
    return {"level": level, "logger": "structlog", "event": name if EVENT.match(name) else "unnamed"}


def print_class(kind: Type[BaseException], _: BaseException, trace: Optional[TracebackType]) -> None:
    """An excepthook that tells class and place of the exception, without its text."""
    place = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(trace)][-4:]
    sys.stderr.write(json.dumps({"level": "critical", "error": kind.__name__, "place": place}) + "\n")


def take_back_the_root() -> None:
    """numpy.distutils gives the root logger a class of its own that prints every message; import it now, undo it."""
    with contextlib.suppress(ImportError):
        importlib.import_module("numpy.distutils.log")
    logging.getLogger().__class__ = logging.RootLogger


def install(level: int) -> None:
    """Take over stdlib logging, structlog and uncaught exceptions of this process."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(WordlessFormatter())
    handler.addFilter(worth_a_line)
    take_back_the_root()
    logging.getLogger().setLevel(level)
    # Libraries put handlers of their own in place whenever they are imported; none of them is ever asked.
    logging.Logger.callHandlers = lambda _, record: handler.handle(record)  # type: ignore[method-assign]
    # Rasa's libraries of 2022 warn about each other all the time; nobody here can act on it.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").disabled = True
    structlog.configure(
        processors=[keep_names, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
    sys.excepthook = print_class
