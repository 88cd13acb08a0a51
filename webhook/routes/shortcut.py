"""The commonest calls, a known partner's harmless query and its batches, answered before Flask is asked.

Only what leaves nothing behind is answered here, and only where everything about the call is beyond doubt. Whatever
else it is (a hit, a mistake, a partner not seen for five seconds) goes to the route as if nobody had looked.
"""

import io
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

from webhook.routes.bodies import JSON, holds_nul
from webhook.routes.partner import MAX_BATCH_BYTES, NONE, PATH, SITE_VARIABLE, Screening
from webhook.services import partners, screening
from webhook.services.context import Context
from webhook.services.recognised import Signature

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SIGNED = ("HTTP_WEBHOOK_ID", "HTTP_WEBHOOK_TIMESTAMP", "HTTP_WEBHOOK_SIGNATURE")


def install(app: Flask, ctx: Context) -> None:
    """Look at each call before Flask does."""
    route = app.wsgi_app

    def look(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] == PATH and environ["REQUEST_METHOD"] == "POST":
            answer = _answer(ctx, environ)
            if answer is not None:
                start_response("200 OK", [("Content-Type", JSON), ("Content-Length", str(len(answer)))])
                return [answer]
        return route(environ, start_response)

    app.wsgi_app = look  # type: ignore[method-assign]


def _answer(ctx: Context, environ: "WSGIEnvironment") -> bytes | None:
    data = _body(environ)
    if data is None:
        return None
    try:
        signature = Signature(*(environ.get(name, "") for name in SIGNED))
        partner = partners.recognised(ctx, environ.get(SITE_VARIABLE, ""), signature, data)
        if partner is None:
            return None
        body = Screening.model_validate_json(data)
        typing = body.mode == "autocomplete"
        if body.queries is not None and body.query is None:
            batch = screening.hold_batch if typing else screening.screen_batch
            return json.dumps(batch(ctx, partner, body.queries, body.kind), separators=(",", ":")).encode()
        if body.query is None or body.queries is not None:
            return None
        harmless = screening.harmless(ctx, partner, body.query, body.kind, typing=typing)
        return NONE.encode() if harmless else None
    except Exception:  # the route meets it again, and says what it is
        return None


def _body(environ: "WSGIEnvironment") -> bytes | None:
    """The bytes of a JSON body, which the route can read again; None where anything about it is unusual."""
    length = environ.get("CONTENT_LENGTH", "")
    if not (length.isdecimal() and length.isascii() and len(length) < 8 and int(length) <= MAX_BATCH_BYTES):
        return None
    if environ.get("CONTENT_TYPE") != JSON or "HTTP_TRANSFER_ENCODING" in environ:
        return None
    data: bytes = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = io.BytesIO(data)
    return None if len(data) != int(length) or holds_nul(data) else data
