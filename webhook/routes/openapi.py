"""`/v1/openapi.json`: the description of every call under /v1, made from the routes and their bodies themselves."""

import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, current_app
from flask.typing import ResponseReturnValue
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from webhook.routes.bodies import Body

VERSION = "3.1.0"
MODELS = "#/components/schemas/{model}"
PROBLEM = {
    "type": "object",
    "description": "A problem document (RFC 9457). It never repeats what was sent.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
SECURITY = {
    "partner": {
        "type": "apiKey",
        "in": "header",
        "name": "webhook-signature",
        "description": "Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature; and Turnpoint-Site.",
    },
    "visitor": {"type": "http", "scheme": "bearer"},
    "twilio": {"type": "apiKey", "in": "header", "name": "X-Twilio-Signature"},
}


def takes[View: Callable[..., ResponseReturnValue]](shape: type[Body]) -> Callable[[View], View]:
    """Say on the route which body it takes."""

    def mark(view: View) -> View:
        view.takes = shape  # type: ignore[attr-defined]
        return view

    return mark


def answers[View: Callable[..., ResponseReturnValue]](schema: dict[str, Any]) -> Callable[[View], View]:
    """Say on the route what it answers (JSON schema)."""

    def mark(view: View) -> View:
        view.answers = schema  # type: ignore[attr-defined]
        return view

    return mark


def blueprint(version: str) -> Blueprint:
    """The one route; anybody may read it."""
    routes = Blueprint("openapi", __name__)

    @routes.get("/v1/openapi.json")
    def openapi() -> ResponseReturnValue:
        """This description."""
        return described(current_app, version)

    return routes


def described(app: Flask, version: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document of an application."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/v1/")]
    shapes = {_shape(app, rule) for rule in rules} - {None}
    _, schemas = models_json_schema(
        [(shape, "validation") for shape in sorted(shapes, key=lambda s: s.__name__)],  # type: ignore[union-attr,misc]
        ref_template=MODELS,
    )
    paths: dict[str, dict[str, Any]] = {}
    for rule in sorted(rules, key=lambda rule: rule.rule):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            paths.setdefault(_path(rule), {})[method.lower()] = _operation(app, rule)
    return {
        "openapi": VERSION,
        "info": {"title": "Turnpoint", "version": version},
        "paths": paths,
        "components": {
            "schemas": {**schemas.get("$defs", {}), "Problem": PROBLEM},
            "securitySchemes": SECURITY,
        },
    }


def _operation(app: Flask, rule: Rule) -> dict[str, Any]:
    view = app.view_functions[rule.endpoint]
    shape = _shape(app, rule)
    audience = rule.endpoint.partition(".")[0]
    said: dict[str, Any] = {
        "summary": " ".join((view.__doc__ or "").split()),
        "operationId": rule.endpoint.replace(".", "_"),
        "responses": {
            "2XX": _done(view),
            "default": {
                "description": "Refused, or something failed.",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            },
        },
    }
    if audience in SECURITY:
        said["security"] = [{audience: []}]
    if shape is not None:
        schema = {"$ref": MODELS.format(model=shape.__name__)}
        said["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    names = sorted(rule.arguments)
    if names:
        said["parameters"] = [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names
        ]
    return said


def _done(view: Callable[..., Any]) -> dict[str, Any]:
    schema = getattr(view, "answers", None)
    content = {"content": {"application/json": {"schema": schema}}} if schema else {}
    return {"description": "Done.", **content}


def _shape(app: Flask, rule: Rule) -> type[Body] | None:
    shape: type[Body] | None = getattr(app.view_functions[rule.endpoint], "takes", None)
    return shape


def _path(rule: Rule) -> str:
    return re.sub(r"<(?:[a-z]+:)?([a-z_]+)>", r"{\1}", rule.rule)
