"""The environment that the service's own programs are started with on a developer's machine."""

from collections.abc import Mapping
from pathlib import Path

from webhook.running.errors import CannotRun
from webhook.running.keys import development_keys
from webhook.settings import ROOT

DEVELOPMENT = {"TURNPOINT_ENV": "development", "TURNPOINT_DIRECTORY": "unchecked"}


def home_of(environ: Mapping[str, str]) -> Path:
    """The home folder, as an absolute path, so that every program means the same one."""
    return Path(environ.get("TURNPOINT_HOME") or ROOT / "var").absolute()


def data_of(environ: Mapping[str, str]) -> Path:
    """The folder of words and training data, as an absolute path."""
    return Path(environ.get("TURNPOINT_DATA") or ROOT / "data").absolute()


def for_development(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment with what is missing for development: keys, addresses that follow the ports.

    Where TURNPOINT_ENV says production, nothing is made up: raises `CannotRun`.
    """
    if environ.get("TURNPOINT_ENV", "development") != "development":
        raise CannotRun("This is for development: in production, start the parts as webhook/README.md says.")
    home = home_of(environ)
    port = environ.get("TURNPOINT_PORT") or "8000"
    filled = {
        **DEVELOPMENT,
        "TURNPOINT_PUBLIC_URL": f"http://127.0.0.1:{port}",
        **{name: value for name, value in environ.items() if value or not name.startswith("TURNPOINT_")},
        "TURNPOINT_HOME": str(home),
        "TURNPOINT_DATA": str(data_of(environ)),
    }
    return {**filled, **development_keys(home, filled)}
