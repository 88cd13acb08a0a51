"""Get a small file from a feed: http, https, or a folder. Bounded in size and time; says nothing of passwords."""

import base64
import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit, urlunsplit

PATIENCE = 10.0  # seconds for each answer of the network
DEADLINE = 120.0  # seconds for a whole file
BLOCK = 1 << 16


class FetchFailed(Exception):
    """The file did not come. One sentence that names its place without a password or a query."""


def fetch(place: str, name: str, most: int, clock: Callable[[], float] = time.monotonic) -> bytes:
    """The file `name` beside others at `place`: an http(s) address or a folder. `most` is in bytes.

    Raises FetchFailed, also where the file is larger than `most`.
    """
    parts = urlsplit(place)
    if parts.scheme in ("http", "https"):
        return _from_network(place, name, most, clock)
    folder = Path(unquote(parts.path)) if parts.scheme == "file" else Path(place)
    try:
        with (folder / name).open("rb") as file:
            return _bounded(file, most, name, lambda: None)
    except OSError as error:
        reason = error.strerror or type(error).__name__
    raise FetchFailed(f"{folder / name} can't be read: {reason}.")


def shown(place: str) -> str:
    """The place as it may stand in a log: without user, password, query."""
    parts = urlsplit(place)
    if parts.scheme not in ("http", "https"):
        return place
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))


def _from_network(place: str, name: str, most: int, clock: Callable[[], float]) -> bytes:
    parts = urlsplit(place)
    path = f"{parts.path.rstrip('/')}/{name}"
    address = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], path, parts.query, ""))
    request = urllib.request.Request(address, headers={"User-Agent": "turnpoint"})  # noqa: S310 - http(s) only
    if parts.username:
        user = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        request.add_unredirected_header("Authorization", "Basic " + base64.b64encode(user.encode()).decode())
    end = clock() + DEADLINE

    def in_time() -> None:
        if clock() > end:
            raise FetchFailed(f"{shown(address)} took more than {DEADLINE:.0f} s.")

    try:
        with _opener().open(request, timeout=PATIENCE) as answer:
            content = _bounded(answer, most, shown(address), in_time)
            if not answer.length:  # what is still to come; a short answer is no error to the library
                return content
            reason = "broke off"
    except urllib.error.HTTPError as error:
        error.close()
        reason = f"answers {error.code}"
    except TimeoutError:
        reason = f"did not answer within {PATIENCE:.0f} s"
    except urllib.error.URLError as error:
        reason = f"can't be reached ({_cause(error.reason)})"
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = f"can't be reached ({type(error).__name__})"
    raise FetchFailed(f"{shown(address)} {reason}.")


def _cause(reason: object) -> str:
    """What the system says of an address or a connection; of a certificate, its kind of error alone."""
    plain = isinstance(reason, OSError) and not isinstance(reason, ssl.SSLError)
    return (reason.strerror if plain and isinstance(reason, OSError) else None) or type(reason).__name__


def _bounded(file: IO[bytes], most: int, what: str, in_time: Callable[[], None]) -> bytes:
    content = bytearray()
    while block := file.read(min(BLOCK, most + 1 - len(content))):
        content += block
        in_time()
        if len(content) > most:
            raise FetchFailed(f"{what} is larger than {most:,} bytes.")
    return bytes(content)


class _OnlyToHttps(urllib.request.HTTPRedirectHandler):
    """Follows from https to https, and nowhere else."""

    max_redirections = 5

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urlsplit(req.full_url).scheme != "https" or urlsplit(newurl).scheme != "https":
            fp.close()
            raise FetchFailed(f"{shown(req.full_url)} sends elsewhere, and not from https to https.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    """Without what `build_opener` adds: files, FTP, addresses that hold their own content."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _OnlyToHttps(),
    ):
        opener.add_handler(handler)
    return opener
