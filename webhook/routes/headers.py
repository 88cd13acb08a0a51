"""What holds for every request and every answer. A page that needs a policy of its own sets it first."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Request, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from webhook.domain.errors import BodyInvalid

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), usb=(), interest-cohort=()"
)
DEFAULTS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
HSTS = "max-age=63072000; includeSubDomains"


def install(app: Flask, *, https: bool) -> None:
    """Set what a blueprint has not set itself."""
    always = {**DEFAULTS, **({"Strict-Transport-Security": HSTS} if https else {})}
    pairs = [(name.lower(), (name, value)) for name, value in always.items()]
    answer = app.wsgi_app

    @app.before_request
    def refuse_nul() -> None:
        # PostgreSQL takes no NUL, and nothing that we are asked for has one.
        if "\x00" in request.environ["PATH_INFO"] or "%00" in request.environ.get("QUERY_STRING", ""):
            raise BodyInvalid

    # Below Flask, where an answer's headers are a plain list: several times cheaper, and each answer passes here.
    def secured(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *failure: Any) -> Any:
            said = {name.lower() for name, _ in headers}
            return start_response(
                status, headers + [pair for name, pair in pairs if name not in said], *failure
            )

        return answer(environ, start)

    app.wsgi_app = secured  # type: ignore[method-assign]


class ConsoleCookies(SecureCookieSessionInterface):
    """Flask's cookie for the console alone: no other address reads one, sets one, or pays for it."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """None, which is a session that refuses to be written to, for every other address."""
        return super().open_session(app, request) if request.path.startswith("/console") else None
