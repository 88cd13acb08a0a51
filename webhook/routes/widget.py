"""What a browser loads: the loader for the partner's page, the frame of our origin, and the frame's files.

Anybody may fetch these; which pages may show the frame is said by `frame-ancestors`.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, Response, abort, render_template, request, send_from_directory

FILES = Path(__file__).resolve().parent.parent / "static" / "widget"
NEUTRAL_PAGE = "https://www.wikipedia.org/"
"""Where the quick exit goes when the partner's page does not answer."""

LOADER_SECONDS = 600
YEAR_SECONDS = 31_536_000

FRAME_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
    " base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none';"
    " frame-ancestors {ancestors}"
)
NOTHING = "default-src 'none'; frame-ancestors 'none'"
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"

OriginsOf = Callable[[str], tuple[str, ...]]


def blueprint(origins_of: OriginsOf) -> Blueprint:
    """The routes under /widget/v1.

    `origins_of` gives the registered origins of a site key and raises `UnknownSite`. The files are versioned by a
    digest of their bytes, taken once, here.
    """
    widget = Blueprint("widget", __name__, url_prefix="/widget/v1")
    version, names = _digest(), frozenset(_names())
    base = f"/widget/v1/{version}"

    @widget.get("/loader.js")
    def loader() -> Response:
        """The script behind the one line that a partner embeds."""
        response = send_from_directory(FILES, "loader.js", max_age=LOADER_SECONDS)
        response.cache_control.public = True
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Access-Control-Allow-Origin"] = "*"
        return _sealed(response, NOTHING)

    @widget.get("/frame")
    def frame() -> Response:
        """The empty document of the frame; its words come with the answer. Raises `UnknownSite`."""
        origins = origins_of(request.args.get("site", ""))
        page = render_template(
            "widget/frame.html", base=base, origins=list(origins), neutral=NEUTRAL_PAGE, **_parts()
        )
        response = Response(page, mimetype="text/html")
        response.headers["Cache-Control"] = "no-store"
        response.headers["Permissions-Policy"] = PERMISSIONS
        return _sealed(response, FRAME_POLICY.format(ancestors=" ".join(origins) or "'none'"))

    @widget.get("/<digest>/<name>")
    def file(digest: str, name: str) -> Response:
        """A script or sheet of the frame. Only the present version may be kept by a browser."""
        if name not in names:
            abort(404)
        response = send_from_directory(FILES, name, max_age=YEAR_SECONDS if digest == version else 0)
        response.cache_control.public = True
        response.cache_control.immutable = digest == version
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return _sealed(response, NOTHING)

    return widget


def _digest() -> str:
    digest = hashlib.sha256()
    for name in _names():
        digest.update(name.encode() + b"\0" + (FILES / name).read_bytes())
    return digest.hexdigest()[:16]


def _names() -> list[str]:
    return sorted(path.name for path in FILES.iterdir() if path.suffix in (".js", ".css"))


def _parts() -> dict[str, list[str]]:
    """Every sheet and module by name, so that the browser fetches them all at once."""
    names = _names()
    apart = {"loader.js", "frame.js"}
    return {
        "sheets": ["base.css", *(name for name in names if name.endswith(".css") and name != "base.css")],
        "modules": [name for name in names if name.endswith(".js") and name not in apart],
    }


def _sealed(response: Response, policy: str) -> Response:
    response.headers["Content-Security-Policy"] = policy
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
