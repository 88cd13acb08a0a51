"""The console under /console: pages, JSON API, stream. Only signed-in staff get past the sign-in page."""

from pathlib import Path

from flask import Blueprint, Flask
from flask_wtf.csrf import CSRFProtect

from webhook.routes.places import Streams
from webhook.routes.staff import api, pages
from webhook.routes.staff.console import NAME, Console
from webhook.routes.staff.headers import seal
from webhook.services.context import Context

ROOT = Path(__file__).resolve().parent.parent.parent


def register(app: Flask, ctx: Context) -> None:
    """Put the console into an application. Needs `app.secret_key`; CSRF is checked for the console alone."""
    csrf = CSRFProtect()
    console = Console(ctx, csrf, Streams())
    app.config.update(
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,  # it ends with the session
        WTF_CSRF_SSL_STRICT=False,  # our pages send no Referer; Origin and Sec-Fetch-Site are checked instead
        SESSION_COOKIE_NAME="__Host-turnpoint_form" if console.https else "turnpoint_form",
        SESSION_COOKIE_SECURE=console.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_PATH="/",
    )
    csrf.init_app(app)
    app.extensions[NAME] = console
    app.register_blueprint(_blueprint())


def _blueprint() -> Blueprint:
    blueprint = Blueprint(
        "console",
        __name__,
        url_prefix="/console",
        static_folder=str(ROOT / "static" / "console"),
        static_url_path="/static",
        template_folder=str(ROOT / "templates"),
    )
    pages.routes(blueprint)
    api.routes(blueprint)
    blueprint.after_request(seal)
    return blueprint
