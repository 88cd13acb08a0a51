"""What the console's routes share: the wired service, CSRF and the streams that are open."""

from dataclasses import dataclass
from typing import cast

from flask import current_app
from flask_wtf.csrf import CSRFProtect

from webhook.routes.places import Streams
from webhook.services.context import Context

NAME = "turnpoint.console"


@dataclass(frozen=True)
class Console:
    """One per application."""

    ctx: Context
    csrf: CSRFProtect
    streams: Streams

    @property
    def https(self) -> bool:
        """Whether staff reach the console over https."""
        return self.ctx.settings.public_url.startswith("https://")

    @property
    def cookie(self) -> str:
        """The name of the session cookie; browsers take `__Host-` only over https."""
        return "__Host-turnpoint" if self.https else "turnpoint_console"


def console() -> Console:
    """The console of the application that answers this request."""
    return cast(Console, current_app.extensions[NAME])
