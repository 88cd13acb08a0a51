"""Reading a body: JSON of a known shape, or a refusal that repeats nothing of it."""

from collections.abc import Sequence

import pydantic
from flask import request
from pydantic import BaseModel, ConfigDict
from pydantic_core import ErrorDetails
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from webhook.domain.errors import BodyInvalid, BodyTooLarge, Refused

JSON = "application/json"
MAX_BODY_BYTES = 64_000
MAX_TEXT = 2_000
"""Code points of a message or a query."""


class Body(BaseModel):
    """Base of every request body: no unknown fields, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @classmethod
    def refused(cls, problems: Sequence[ErrorDetails]) -> Refused:
        """What the caller is told when a body is not of this shape."""
        too_long = any(problem["type"] == "string_too_long" for problem in problems)
        return BodyTooLarge() if too_long else BodyInvalid()


def raw(limit: int = MAX_BODY_BYTES, refused: type[BodyTooLarge] = BodyTooLarge) -> bytes:
    """The exact bytes of the body, for a signature; raises `refused` or `BodyInvalid` (not UTF-8)."""
    request.max_content_length = limit
    try:
        body = request.get_data()  # refused before it is read, where its length is declared
    except RequestEntityTooLarge:
        raise refused from None
    except HTTPException:
        raise
    except Exception:  # the server's own, such as broken chunks
        raise BodyInvalid from None
    if len(body) > limit:
        raise refused
    try:
        body.decode()
    except UnicodeDecodeError:
        raise BodyInvalid from None
    return body


def holds_nul(body: bytes) -> bool:
    """Is there a NUL in this JSON? PostgreSQL takes none, and nothing that we are asked for has one."""
    return b"\\u0000" in body or b"\x00" in body


def parsed[Shape: Body](shape: type[Shape], body: bytes | None = None) -> Shape:
    """The body as `shape`; `body` where it was read before. Raises what `shape.refused` says, or `BodyInvalid`."""
    if request.environ.get("CONTENT_TYPE") != JSON and request.mimetype != JSON:
        raise BodyInvalid
    if body is None:
        body = raw()
    if holds_nul(body):
        raise BodyInvalid
    try:
        return shape.model_validate_json(body)
    except pydantic.ValidationError as error:
        problems = error.errors(include_input=False, include_url=False, include_context=False)
        raise shape.refused(problems) from None
    except (ValueError, RecursionError):
        raise BodyInvalid from None


def whole_number(name: str, default: int, highest: int) -> int:
    """A query parameter that is a whole number from 0 to `highest`; raises `BodyInvalid`."""
    text = request.args.get(name, str(default))
    if not (text.isascii() and text.isdecimal() and len(text) <= 10 and int(text) <= highest):
        raise BodyInvalid
    return int(text)
