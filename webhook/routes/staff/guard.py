"""Who may call the console: a signed-in member of staff, from our own page."""

from flask import request
from flask_wtf.csrf import CSRFError

from webhook.domain.errors import NotSignedIn
from webhook.routes.staff.console import console
from webhook.routes.staff.errors import FormExpired, FromElsewhere
from webhook.services import staff
from webhook.services.staff import SignedIn

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def session_id() -> str:
    """What the cookie holds; empty where there is none."""
    return request.cookies.get(console().cookie, "")


def signed_in(*, acting: bool) -> SignedIn:
    """Who calls; `acting` where a person did something, and no timer. Raises `NotSignedIn`."""
    held = session_id()
    if not held:
        raise NotSignedIn
    return staff.who(console().ctx, held, acting=acting)


def check_origin() -> None:
    """Refuse what another site makes the browser send. Raises `FromElsewhere`."""
    site = request.headers.get("Sec-Fetch-Site")
    if request.method in UNSAFE and site not in (None, "same-origin"):
        raise FromElsewhere
    origin = request.headers.get("Origin")
    if origin == "null" and site == "same-origin":
        return  # a form of our own: Referrer-Policy no-referrer hides its origin
    if origin is not None and origin not in _own_origins():
        raise FromElsewhere


def check_token() -> None:
    """Flask-WTF's check of `X-CSRFToken` or the form's `csrf_token`. Raises `FormExpired`."""
    try:
        console().csrf.protect()
    except CSRFError as error:
        raise FormExpired from error


def _own_origins() -> set[str]:
    settings = console().ctx.settings
    own = {settings.public_url}
    if settings.development:
        own.add(request.host_url.rstrip("/"))  # localhost and 127.0.0.1 alike
    return own
