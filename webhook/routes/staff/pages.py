"""Signing in and out, and the page of the console. For staff."""

from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from webhook.content import Content
from webhook.content.checks import signatures
from webhook.domain.errors import NotSignedIn, Refused
from webhook.routes.staff.console import console
from webhook.routes.staff.guard import check_origin, check_token, session_id, signed_in
from webhook.services import staff
from webhook.services.staff import SignedIn

LANGUAGE = "en"
"""The language of the templates, and so of the labels beside them."""


def routes(blueprint: Blueprint) -> None:
    """Hang the pages into the console's blueprint."""
    blueprint.add_url_rule("", "page", page, methods=["GET"])
    blueprint.add_url_rule("/sign-in", "sign_in_page", sign_in_page, methods=["GET"])
    blueprint.add_url_rule("/sign-in", "sign_in", sign_in, methods=["POST"])
    blueprint.add_url_rule("/sign-out", "sign_out", sign_out, methods=["POST"])


def page() -> AnyResponse:
    """The console; whoever is not signed in is sent to the sign-in page."""
    who = _whoever()
    if who is None:
        return redirect(url_for("console.sign_in_page"), 303)
    ctx = console().ctx
    unsigned = _unsigned(ctx.content, ctx.settings.data)
    labels = ctx.content.staff(LANGUAGE)
    return make_response(render_template("console/page.html", who=who, labels=labels, unsigned=unsigned))


@lru_cache(maxsize=1)
def _unsigned(content: Content, data: Path) -> list[str]:
    """The languages whose words nobody signed; read again once the words change."""
    groups = signatures.unsigned(data)[1]
    return [content.language_name(group) for group in content.languages if group in groups]


def sign_in_page() -> AnyResponse:
    """The form."""
    if _whoever() is not None:
        return redirect(url_for("console.page"), 303)
    return _form(None, 200)


def sign_in() -> AnyResponse:
    """Begin a session under a new id, or say in one sentence what is wrong."""
    try:
        check_origin()
        check_token()
        login = request.form.get("login", "").replace("\x00", "")  # which PostgreSQL does not take
        new = staff.sign_in(console().ctx, login, request.form.get("password", ""))
    except Refused as refused:
        return _form(refused, refused.status)
    session.clear()  # the CSRF token of the form ends with it
    response = redirect(url_for("console.page"), 303)
    response.set_cookie(
        console().cookie, new, path="/", secure=console().https, httponly=True, samesite="Strict"
    )
    return response


def sign_out() -> AnyResponse:
    """End the session, also its streams."""
    check_origin()
    check_token()
    staff.sign_out(console().ctx, session_id())
    session.clear()
    response = redirect(url_for("console.sign_in_page"), 303)
    response.delete_cookie(
        console().cookie, path="/", secure=console().https, httponly=True, samesite="Strict"
    )
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _whoever() -> SignedIn | None:
    try:
        return signed_in(acting=True)
    except NotSignedIn:
        return None


def _form(refused: Refused | None, status: int) -> Response:
    page = render_template("console/sign_in.html", refused=refused, login=request.form.get("login", ""))
    return make_response(page, status)
