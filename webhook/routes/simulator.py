"""For whoever tries Turnpoint out: phones on a page. Exists in development with the twin only; anyone may call."""

from typing import Annotated

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from pydantic import Field

from webhook.domain.texts import LONGEST
from webhook.routes.bodies import Body, parsed
from webhook.services import simulating
from webhook.services.context import Context

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


class Answer(Body):
    """What the phone sends: its number as typed with the country code, and the words."""

    phone: Annotated[str, Field(min_length=1, max_length=40)]
    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]


def blueprint(ctx: Context) -> Blueprint:
    """The page under /dev/sms, its files, what it reads and what it sends."""
    routes = Blueprint(
        "simulator",
        __name__,
        url_prefix="/dev/sms",
        static_folder="../static/simulator",
        static_url_path="/static",
        template_folder="../templates",
    )

    @routes.get("")
    def page() -> str:
        return render_template("simulator/page.html")

    @routes.get("/phones")
    def phones() -> ResponseReturnValue:
        return {"phones": simulating.phones(ctx)}

    @routes.post("/answers")
    def answer() -> ResponseReturnValue:
        body = parsed(Answer)
        return simulating.answer(ctx, body.phone, body.text), 201

    @routes.after_request
    def seal(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    return routes
