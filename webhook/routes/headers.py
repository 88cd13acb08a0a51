"""What holds for every request and every answer. A page that needs a policy of its own sets it first."""

from urllib.parse import unquote

from flask import Flask, Response, request

from webhook.domain.errors import BodyInvalid

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

    @app.before_request
    def refuse_nul() -> None:
        # PostgreSQL takes no NUL, and nothing that we are asked for has one.
        if "\x00" in unquote(request.full_path):
            raise BodyInvalid

    @app.after_request
    def secure(response: Response) -> Response:
        for name, value in DEFAULTS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", HSTS)
        return response
