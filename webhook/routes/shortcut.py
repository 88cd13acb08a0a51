"""The commonest call by far, a harmless query of a known partner, answered before Flask is asked.

Only `none` is ever answered here, and only where everything about the call is beyond doubt. Whatever else it is (a
hit, a batch, a mistake, a partner not seen for five seconds) goes to the route, untouched, as if nobody had looked.
"""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

from webhook.routes.bodies import JSON, MAX_BODY_BYTES, holds_nul
from webhook.routes.partner import NONE, PATH, SITE_VARIABLE, Screening
from webhook.services import partners, screening
from webhook.services.context import Context
from webhook.services.recognised import Signature

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SIGNED = ("HTTP_WEBHOOK_ID", "HTTP_WEBHOOK_TIMESTAMP", "HTTP_WEBHOOK_SIGNATURE")
ANSWER = NONE.encode()
HEADERS = [("Content-Type", JSON), ("Content-Length", str(len(ANSWER)))]


def install(app: Flask, ctx: Context) -> None:
    """Look at each call before Flask does."""
    route = app.wsgi_app

    def look(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] == PATH and environ["REQUEST_METHOD"] == "POST" and _harmless(ctx, environ):
            start_response("200 OK", list(HEADERS))
            return [ANSWER]
        return route(environ, start_response)

    app.wsgi_app = look  # type: ignore[method-assign]


def _harmless(ctx: Context, environ: "WSGIEnvironment") -> bool:
    length = environ.get("CONTENT_LENGTH", "")
    if not (length.isdecimal() and length.isascii() and len(length) < 8 and int(length) <= MAX_BODY_BYTES):
        return False
    if environ.get("CONTENT_TYPE") != JSON or "HTTP_TRANSFER_ENCODING" in environ:
        return False
    data = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = io.BytesIO(data)
    if len(data) != int(length) or holds_nul(data):
        return False
    try:
        signature = Signature(*(environ.get(name, "") for name in SIGNED))
        partner = partners.recognised(ctx, environ.get(SITE_VARIABLE, ""), signature, data)
        if partner is None:
            return False
        body = Screening.model_validate_json(data)
        if body.query is None or body.queries is not None:
            return False
        typing = body.mode == "autocomplete"
        return screening.harmless(ctx, partner, body.query, body.kind, typing=typing)
    except Exception:  # the route meets it again, and says what it is
        return False
