"""Keys for development: made once, kept in the home folder, handed on as NAME_FILE."""

import base64
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path


def _key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


MADE: dict[str, Callable[[], str]] = {
    "TURNPOINT_BOT_SECRET": lambda: secrets.token_urlsafe(32),
    "TURNPOINT_MASTER_KEYS": lambda: f"1:{_key()}",
    "TURNPOINT_PEPPER": _key,
    "TURNPOINT_SESSION_KEY": _key,
}


def development_keys(home: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """NAME_FILE variables for every secret that the environment does not set itself.

    A key that is not there yet is made: random, readable by its owner only, never made twice.
    """
    folder = home / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files: dict[str, str] = {}
    for name, make in MADE.items():
        if environ.get(name) or environ.get(f"{name}_FILE"):
            continue
        file = _file_of(home, name)
        if not file.exists():
            write_secret(file, make())
        files[f"{name}_FILE"] = str(file)
    return files


def kept_keys(home: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """NAME_FILE variables for secrets that lie in the home folder and are not set otherwise."""
    return {
        f"{name}_FILE": str(file)
        for name in MADE
        if not (environ.get(name) or environ.get(f"{name}_FILE")) and (file := _file_of(home, name)).exists()
    }


def _file_of(home: Path, name: str) -> Path:
    return home / "keys" / name.removeprefix("TURNPOINT_").lower()


def write_secret(file: Path, value: str) -> None:
    """Write the secret, whole or not at all; its owner alone can read it. Replaces an older one."""
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as stream:
        stream.write(value + "\n")
    draft.replace(file)
