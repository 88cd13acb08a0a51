"""Files that are either as they were or whole and new, also after a power cut."""

import os
import secrets
from pathlib import Path


def replaced(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write a file beside its place, then put it there in one step. Raises OSError."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None  # the file that was asked for
    finally:
        beside.unlink(missing_ok=True)
    _settled(path.parent)


def made_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet. Raises FileExistsError, OSError."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def folder_made(folder: Path, mode: int = 0o700) -> Path:
    """The folder, made where it is missing; for its owner alone unless `mode` says else. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        _settled(folder.parent)
    return folder


def _settled(folder: Path) -> None:
    """A new name in a folder outlives a power cut only when the folder itself is on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
