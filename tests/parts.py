"""Parts that tests need from outside the repository: which are here, and what their absence skips.

A pytest plugin (`-p tests.parts`, as `make test` does). Where CI=true nothing may be missing.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True)
class Part:
    """Something that tests need, how to see whether it is here, and how to bring it."""

    title: str
    marker: str
    here: Callable[[], bool]
    remedy: str


def chromium() -> str | None:
    """The path of a Chromium on this machine."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


PARTS = (
    Part("Chromium", "browser", lambda: chromium() is not None, "install Debian's package chromium"),
    Part(
        "Node", "node", lambda: shutil.which("node") is not None, "install Node 18 or later (Debian: nodejs)"
    ),
    Part("the bot's environment", "bot", (ROOT / "bot/.venv/.installed").exists, "make setup"),
    Part("a PostgreSQL", "postgres", lambda: "TEST_DATABASE_URL" in os.environ, "set TEST_DATABASE_URL"),
    Part("a Redis", "redis", lambda: "TEST_REDIS_URL" in os.environ, "set TEST_REDIS_URL"),
)


def pytest_configure(config: pytest.Config) -> None:
    """In CI a missing part ends the run at once."""
    missing = [part for part in PARTS if not part.here()]
    if missing and os.environ.get("CI") == "true":
        sentences = "; ".join(f"{part.title} is missing ({part.remedy})" for part in missing)
        raise pytest.UsageError(f"In CI no test may be skipped: {sentences}.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what cannot run here."""
    for part in PARTS:
        if not part.here():
            reason = f"{part.title} is missing: {part.remedy}"
            for item in items:
                if item.get_closest_marker(part.marker):
                    item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end, before pytest's closing line, what did not run."""
    missing = [part for part in PARTS if not part.here()]
    if missing:
        terminalreporter.section("NOT EVERYTHING WAS TESTED", sep="!", yellow=True, bold=True)
        for part in missing:
            terminalreporter.line(
                f"{part.title} is missing; its tests were skipped. To run them: {part.remedy}."
            )
