"""Reading a body: JSON of a known shape, or a refusal that repeats nothing of it."""

import pydantic
from flask import request
from pydantic import BaseModel, ConfigDict
from werkzeug.exceptions import HTTPException

from webhook.domain.errors import BodyInvalid, BodyTooLarge

MAX_BODY_BYTES = 64_000
MAX_TEXT = 2_000
"""Code points of a message or a query."""


class Body(BaseModel):
    """Base of every request body: no unknown fields, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def raw() -> bytes:
    """The exact bytes of the body, for a signature; raises `BodyTooLarge` or `BodyInvalid` (not UTF-8)."""
    declared = request.content_length
    if declared is not None and declared > MAX_BODY_BYTES:
        raise BodyTooLarge
    try:
        body = request.get_data(cache=True)
    except HTTPException:
        raise
    except Exception:  # the server's own, such as broken chunks
        raise BodyInvalid from None
    if len(body) > MAX_BODY_BYTES:
        raise BodyTooLarge
    try:
        body.decode()
    except UnicodeDecodeError:
        raise BodyInvalid from None
    return body


def parsed[Shape: Body](shape: type[Shape]) -> Shape:
    """The body as `shape`; raises `BodyInvalid`, or `BodyTooLarge` where a text is too long."""
    if request.mimetype != "application/json":
        raise BodyInvalid
    body = raw()
    if b"\\u0000" in body or b"\x00" in body:
        raise BodyInvalid
    try:
        return shape.model_validate_json(body)
    except pydantic.ValidationError as error:
        if any(problem["type"] == "string_too_long" for problem in error.errors(include_input=False)):
            raise BodyTooLarge from None
        raise BodyInvalid from None
    except (ValueError, RecursionError):
        raise BodyInvalid from None


def whole_number(name: str, default: int, highest: int) -> int:
    """A query parameter that is a whole number from 0 to `highest`; raises `BodyInvalid`."""
    text = request.args.get(name, str(default))
    if not (text.isascii() and text.isdecimal() and len(text) <= 10 and int(text) <= highest):
        raise BodyInvalid
    return int(text)
