"""For operators: is the process alive, and which part it depends on is not."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webhook.services import readiness
from webhook.services.context import Context


def blueprint(ctx: Context) -> Blueprint:
    """/healthz (the process) and /readyz (each dependency by name). Anyone may call; nothing secret is said."""
    routes = Blueprint("health", __name__)

    @routes.get("/healthz")
    def healthz() -> ResponseReturnValue:
        return {"status": "alive"}

    @routes.get("/readyz")
    def readyz() -> ResponseReturnValue:
        parts = readiness.parts(ctx)
        # With the bot down a visitor still gets warning, doors, helplines and a person: not ready means no database.
        return {"parts": parts}, 200 if parts["database"] == "ready" else 503

    return routes
