"""What a feed says of the sealed list that it offers. Signed; it names the list, and nothing in it."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from ..sealing import MOST_SEALED, canonical

FORMAT = 1
MOST_BYTES = 4096
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FILE = re.compile(r"[a-z0-9][a-z0-9-]{0,99}\.age")
_FIELDS = {"format", "name", "version", "created", "sha256", "size", "file"}


class ManifestInvalid(Exception):
    """Not a manifest of format 1."""


@dataclass(frozen=True)
class Manifest:
    """One offer. `created` is in UTC, `size` in bytes, `file` stands beside the manifest."""

    name: str
    version: int
    created: datetime
    sha256: str
    size: int
    file: str

    @classmethod
    def of(cls, name: str, version: int, created: datetime, sealed: bytes) -> "Manifest":
        """The manifest for a sealed list."""
        digest = hashlib.sha256(sealed).hexdigest()
        return cls(name, version, created, digest, len(sealed), f"{name}-{version}-{digest[:8]}.age")

    def fits(self, sealed: bytes) -> bool:
        """Whether these are the bytes that it speaks of."""
        return len(sealed) == self.size and hashlib.sha256(sealed).hexdigest() == self.sha256


def written(manifest: Manifest) -> bytes:
    """The bytes that are signed."""
    created = manifest.created.astimezone(UTC).isoformat(timespec="seconds")
    return canonical({"format": FORMAT, **vars(manifest), "created": created}) + b"\n"


def read(raw: bytes) -> Manifest:
    """The manifest of bytes whose signature is good. Raises ManifestInvalid."""
    try:
        whole = json.loads(raw)
        created = datetime.fromisoformat(whole["created"])
        good = (
            whole.keys() == _FIELDS
            and whole["format"] == FORMAT
            and _NAME.fullmatch(whole["name"])
            and isinstance(whole["version"], int)
            and re.fullmatch(r"[0-9a-f]{64}", whole["sha256"])
            and isinstance(whole["size"], int)
            and 0 < whole["size"] <= MOST_SEALED
            and _FILE.fullmatch(whole["file"])
            and created.tzinfo is not None
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        good = False
    if not good:
        raise ManifestInvalid("The manifest is not of format 1.")
    fields = ("name", "version", "sha256", "size", "file")
    return Manifest(created=created, **{name: whole[name] for name in fields})
