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
        # With the bot down a visitor still gets warning, doors, helplines and a person. Not ready means no database,
        # or a word list of which no version is in use: such a process would let pass what it should hold.
        ready = parts["database"] == "ready" and parts.get("lists") != "down"
        details = {"lists": readiness.lists(ctx)} if "lists" in parts else {}
        return {"parts": parts, "details": details}, 200 if ready else 503

    return routes
