"""The demo site's pages: one form, and what comes of it."""

import json
import logging
from typing import Any

from flask import Flask, Response, render_template, request

from .asking import Turnpoint, Unanswered
from .results import invent
from .settings import DemoSettings

LONGEST_QUERY = 200
COUNTRIES = {"GB": "United Kingdom", "IN": "India", "US": "United States", "": "Another country"}

log = logging.getLogger(__name__)


def create_app(settings: DemoSettings) -> Flask:
    """The site for these settings. Where Turnpoint does not answer it shows no results: it fails safe."""
    app = Flask(__name__, static_url_path="/demo/static")
    turnpoint = Turnpoint(settings.turnpoint, settings.site, settings.secret)

    @app.get("/")
    @app.get("/demo")
    def search() -> str:
        query = request.args.get("q", "").strip()[:LONGEST_QUERY]
        country = request.args.get("country", "GB")
        country = country if country in COUNTRIES else ""
        found = _look_up(turnpoint, query, country)
        return render_template(
            "search.html", query=query, country=country, countries=COUNTRIES, words=settings.words,
            turnpoint=settings.turnpoint, site=settings.site, longest=LONGEST_QUERY, **found,
        )  # fmt: skip

    @app.after_request
    def protect(response: Response) -> Response:
        ours = settings.turnpoint
        response.headers["Content-Security-Policy"] = (
            f"default-src 'none'; script-src {ours}; frame-src {ours}; connect-src {ours}; style-src 'self';"
            " img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
            " require-trusted-types-for 'script'"
        )
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        if not request.path.startswith("/demo/static/"):
            response.headers["Cache-Control"] = "no-store"
        return response

    return app


def _look_up(turnpoint: Turnpoint, query: str, country: str) -> dict[str, Any]:
    """What the page shows: nothing yet, results, a warning or notice, or that searching is not possible now."""
    if not query:
        return {"outcome": "start"}
    try:
        answer = turnpoint.screen(query, country or None)
    except Unanswered as failed:
        log.warning("Turnpoint did not answer: %s", failed.reason)
        return {"outcome": "unavailable"}
    if answer["action"] in ("warning", "notice"):
        return {"outcome": "warning", "answer": json.dumps(answer)}
    return {"outcome": "results", "results": invent(query)}
