"""What the demo site is told when it starts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit


class DemoSettingsInvalid(ValueError):
    """Something is missing or malformed; the message is one sentence, without the value."""


@dataclass(frozen=True)
class DemoSettings:
    """Where Turnpoint is (no trailing slash), who we are there, and which words a tester may type."""

    turnpoint: str
    site: str
    secret: str = field(repr=False)
    words: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8001

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "DemoSettings":
        """Read TURNPOINT_URL (else TURNPOINT_PUBLIC_URL), TURNPOINT_DEMO_SITE, _SECRET, _WORDS and _PORT."""
        address = (
            environ.get("TURNPOINT_URL") or environ.get("TURNPOINT_PUBLIC_URL") or "http://127.0.0.1:8000"
        )
        if urlsplit(address).scheme not in ("http", "https"):
            raise DemoSettingsInvalid("TURNPOINT_URL must be an http or https address.")
        port = environ.get("TURNPOINT_DEMO_PORT") or "8001"
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise DemoSettingsInvalid("TURNPOINT_DEMO_PORT must be a whole number from 1 to 65535.")
        words = (word.strip() for word in environ.get("TURNPOINT_DEMO_WORDS", "").split(","))
        return cls(
            turnpoint=address.rstrip("/"),
            site=_needed(environ, "TURNPOINT_DEMO_SITE"),
            secret=_secret(environ),
            words=tuple(word for word in words if word),
            host=environ.get("TURNPOINT_HOST") or "127.0.0.1",
            port=int(port),
        )


def _needed(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name)
    if not value:
        raise DemoSettingsInvalid(f"{name} must be set.")
    return value


def _secret(environ: Mapping[str, str]) -> str:
    file = environ.get("TURNPOINT_DEMO_SECRET_FILE")
    if not file:
        return _needed(environ, "TURNPOINT_DEMO_SECRET")
    try:
        return Path(file).read_text().strip()
    except OSError:
        raise DemoSettingsInvalid("TURNPOINT_DEMO_SECRET_FILE names a file that cannot be read.") from None
