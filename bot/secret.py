"""The one secret of this program: what the service shows at the channel."""

from pathlib import Path
from typing import Mapping

NAME = "TURNPOINT_BOT_SECRET"
SHORTEST = 16


class SecretMissing(RuntimeError):
    """No usable TURNPOINT_BOT_SECRET."""


def read(environ: Mapping[str, str]) -> bytes:
    """TURNPOINT_BOT_SECRET, or the content of the file TURNPOINT_BOT_SECRET_FILE. Raises SecretMissing."""
    value = environ.get(NAME, "")
    if not value and environ.get(f"{NAME}_FILE"):
        try:
            value = Path(environ[f"{NAME}_FILE"]).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SecretMissing(f"{NAME}_FILE cannot be read") from error
    if len(value) < SHORTEST:
        raise SecretMissing(f"{NAME} must be set and have at least {SHORTEST} characters")
    return value.encode()
