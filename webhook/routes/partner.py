"""For partner sites: signed calls that ask for a warning. Who may call: whoever holds the site's secret."""

from typing import Annotated, Literal

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from pydantic import AfterValidator, Field

from webhook.routes.bodies import MAX_TEXT, Body, parsed, raw
from webhook.routes.openapi import takes
from webhook.services import partners, screening
from webhook.services.context import Context

SITE_HEADER = "Turnpoint-Site"

Kind = Literal["search", "link", "upload", "prompt", "chat", "profile"]
Country = Annotated[str, Field(pattern=r"^[A-Za-z]{2}$"), AfterValidator(str.upper)]
Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$")]


class Place(Body):
    """Where it happened: trigger kind, language (BCP 47) and country (ISO 3166-1 alpha-2) as the site knows them."""

    kind: Kind = "search"
    language: Language | None = None
    country: Country | None = None

    def place(self) -> screening.Place:
        """The same, for the service."""
        return screening.Place(self.kind, self.language, self.country)


class Query(Place):
    """A query to be screened: matched in memory, never stored, never logged."""

    query: Annotated[str, Field(max_length=MAX_TEXT)]


class Detection(Place):
    """A hit that the partner found by its own means."""

    category: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,59}$")]


def blueprint(ctx: Context) -> Blueprint:
    """The partner's two calls."""
    routes = Blueprint("partner", __name__, url_prefix="/v1")

    @routes.post("/screen")
    @takes(Query)
    def screen() -> ResponseReturnValue:
        """Screen a query: `none`, or a warning with words, doors, helplines and a visit token."""
        partner, request_id = partners.verify(ctx, _site(), request.headers, raw())
        body = parsed(Query)
        return screening.screen(ctx, partner, request_id, body.query, body.place())

    @routes.post("/detections")
    @takes(Detection)
    def detections() -> ResponseReturnValue:
        """The warning for a hit that the partner found by its own means."""
        partner, request_id = partners.verify(ctx, _site(), request.headers, raw())
        body = parsed(Detection)
        return screening.warn(ctx, partner, request_id, body.category, body.place())

    return routes


def _site() -> str:
    return request.headers.get(SITE_HEADER, "")
