"""For partner sites: signed calls that ask for a warning. Who may call: whoever holds the site's secret."""

import json
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import ErrorDetails

from webhook.domain.errors import BatchSize, BatchTooLarge, BodyTooLarge, OneOfBoth, QueryInvalid, Refused
from webhook.routes.bodies import MAX_TEXT, Body, parsed, raw
from webhook.routes.openapi import answers, takes
from webhook.services import partners, screening
from webhook.services.context import Context

SITE_HEADER = "Turnpoint-Site"
SITE_VARIABLE = "HTTP_TURNPOINT_SITE"
PATH = "/v1/screen"

NONE = json.dumps(screening.NONE, separators=(",", ":"))

MAX_BATCH = 500
MAX_BATCH_BYTES = 4_100_000
"""500 queries of 2,000 code points of four bytes, and what is around them."""

Text = Annotated[str, Field(max_length=MAX_TEXT)]
Kind = Literal["search", "link", "upload", "prompt", "chat", "profile"]
Country = Annotated[str, Field(pattern=r"^[A-Za-z]{2}$"), AfterValidator(str.upper)]
Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$")]


def _action(*actions: str, more: str = "") -> dict[str, Any]:
    return {
        "type": "object",
        "description": more,
        "required": ["action"],
        "properties": {"action": {"type": "string", "enum": [*actions]}},
    }


SHOWN = _action("warning", "notice", more="Hold it back, and hand this whole answer to the widget.")
ANSWERS = {
    "oneOf": [
        _action("none", more="Go on as usual."),
        SHOWN,
        _action(
            "hold", "none", more="To `mode: autocomplete`: complete and suggest nothing, or go on as usual."
        ),
        {
            "type": "object",
            "description": "To `queries`: one action for each, in their order. No words and no visit.",
            "required": ["results"],
            "properties": {
                "results": {"type": "array", "items": _action("none", "notice", "warning", "hold")}
            },
        },
    ]
}


class Place(Body):
    """Where it happened: trigger kind, language (BCP 47) and country (ISO 3166-1 alpha-2) as the site knows them."""

    kind: Kind = "search"
    language: Language | None = None
    country: Country | None = None

    def place(self) -> screening.Place:
        """The same, for the service."""
        return screening.Place(self.kind, self.language, self.country)


class Screening(Place):
    """One query, or up to 500 of them, to be screened: matched in memory, never stored, never logged.

    `mode` is `autocomplete` for words that are still being typed, and for suggestions.
    """

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["query"]}, {"required": ["queries"]}]}
    )

    query: Text | None = None
    queries: Annotated[list[Text], Field(min_length=1, max_length=MAX_BATCH)] | None = None
    mode: Literal["finished", "autocomplete"] = "finished"

    @classmethod
    def refused(cls, problems: Sequence[ErrorDetails]) -> Refused:
        """What is wrong outside `queries` first; then the number of queries; then the first one that is bad."""
        places = [problem["loc"] for problem in problems]
        outside = [problem for problem in problems if problem["loc"][:1] != ("queries",)]
        if outside or not places:
            told = super().refused(outside)
            return BatchTooLarge() if isinstance(told, BodyTooLarge) else told
        bad = [place[1] for place in places if len(place) > 1 and isinstance(place[1], int)]
        return QueryInvalid(min(bad)) if bad else BatchSize()


class Detection(Place):
    """A hit that the partner found by its own means."""

    category: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,59}$")]


def blueprint(ctx: Context) -> Blueprint:
    """The partner's two calls."""
    routes = Blueprint("partner", __name__, url_prefix="/v1")

    @routes.post("/screen")
    @takes(Screening)
    @answers(ANSWERS)
    def screen() -> ResponseReturnValue:
        """Screen a query: `none`, or a warning or notice with words, doors, helplines and a visit token.

        With `queries` the action for each, and nothing else; with `mode: autocomplete` `none` or `hold`.
        """
        data = raw(MAX_BATCH_BYTES, BatchTooLarge)
        partner, request_id = partners.verify(ctx, _site(), request.headers, data)
        body = parsed(Screening, data)
        if body.queries is None and body.query is not None:
            if body.mode == "autocomplete":
                return screening.hold(ctx, partner, body.query, body.kind)
            return screening.screen(ctx, partner, request_id, body.query, body.place())
        if body.queries is None or body.query is not None:
            raise OneOfBoth
        batch = screening.hold_batch if body.mode == "autocomplete" else screening.screen_batch
        return batch(ctx, partner, body.queries, body.kind)

    @routes.post("/detections")
    @takes(Detection)
    @answers(SHOWN)
    def detections() -> ResponseReturnValue:
        """The warning for a hit that the partner found by its own means."""
        data = raw()
        partner, request_id = partners.verify(ctx, _site(), request.headers, data)
        body = parsed(Detection, data)
        return screening.warn(ctx, partner, request_id, screening.Hit(body.category), body.place())

    return routes


def _site() -> str:
    return request.headers.get(SITE_HEADER, "")
