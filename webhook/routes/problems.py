"""Every failure as a problem document (RFC 9457), without stack and without a word of what was sent."""

import structlog
from flask import Flask, Response, json, request
from werkzeug.exceptions import HTTPException

from webhook.domain.errors import Refused
from webhook.services.context import Context
from webhook.store.session import DatabaseFailed

log = structlog.get_logger(__name__)


def install(app: Flask, ctx: Context) -> None:
    """Answer refusals, HTTP errors and surprises alike."""
    base = f"{ctx.settings.public_url}/problems/"

    def problem(slug: str, status: int, title: str, detail: str, **more: int) -> Response:
        body = {"type": base + slug, "title": title, "status": status, "detail": detail, **more}
        return Response(json.dumps(body), status, content_type="application/problem+json")

    @app.errorhandler(Refused)
    def refused(error: Refused) -> Response:
        return problem(error.slug, error.status, error.title, error.detail, **error.more())

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        status = error.code or 500
        slug = error.name.lower().replace(" ", "-")
        answer = problem(slug, status, error.name, DETAILS.get(status, "The request could not be answered."))
        if status == 405 and "Allow" in dict(error.get_headers()):
            answer.headers["Allow"] = dict(error.get_headers())["Allow"]
        return answer

    @app.errorhandler(DatabaseFailed)
    def unavailable(error: DatabaseFailed) -> Response:
        log.error("request.database", route=_route(), error=type(error).__name__)
        answer = problem("unavailable", 503, "Not available right now", AGAIN)
        answer.headers["Retry-After"] = "1"
        return answer

    @app.errorhandler(Exception)
    def surprise(error: Exception) -> Response:
        log.error("request.failed", route=_route(), error=type(error).__name__, where=_where(error))
        return problem("internal", 500, "Something went wrong on our side", AGAIN)


AGAIN = "Try again with the same id: what was stored is not stored twice."
DETAILS = {
    400: "The request is malformed.",
    404: "There is nothing under this address.",
    405: "This address does not take that method.",
    413: "The body may have 64 kB.",
    415: "Send application/json.",
}


def _route() -> str:
    return request.url_rule.rule if request.url_rule else "-"


def _where(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "-"
