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
_MAY = {"expires"}


class ManifestInvalid(Exception):
    """Not a manifest of format 1."""


@dataclass(frozen=True)
class Manifest:
    """One offer. Times are in UTC, `size` in bytes, `file` stands beside the manifest; refused from `expires` on."""

    name: str
    version: int
    created: datetime
    sha256: str
    size: int
    file: str
    expires: datetime | None = None

    @classmethod
    def of(
        cls, name: str, version: int, created: datetime, sealed: bytes, expires: datetime | None = None
    ) -> "Manifest":
        """The manifest for a sealed list."""
        digest = hashlib.sha256(sealed).hexdigest()
        return cls(name, version, created, digest, len(sealed), f"{name}-{version}-{digest[:8]}.age", expires)

    def fits(self, sealed: bytes) -> bool:
        """Whether these are the bytes that it speaks of."""
        return len(sealed) == self.size and hashlib.sha256(sealed).hexdigest() == self.sha256


def written(manifest: Manifest) -> bytes:
    """The bytes that are signed."""
    told = {"format": FORMAT, **vars(manifest), "created": _shown(manifest.created)}
    if manifest.expires is None:  # so that an offer without an end is as it always was
        del told["expires"]
    else:
        told["expires"] = _shown(manifest.expires)
    return canonical(told) + b"\n"


def read(raw: bytes) -> Manifest:
    """The manifest of bytes whose signature is good. Raises ManifestInvalid."""
    try:
        whole = json.loads(raw)
        created = datetime.fromisoformat(whole["created"])
        expires = datetime.fromisoformat(whole["expires"]) if "expires" in whole else None
        good = (
            whole.keys() - _MAY == _FIELDS
            and whole["format"] == FORMAT
            and _NAME.fullmatch(whole["name"])
            and isinstance(whole["version"], int)
            and re.fullmatch(r"[0-9a-f]{64}", whole["sha256"])
            and isinstance(whole["size"], int)
            and 0 < whole["size"] <= MOST_SEALED
            and _FILE.fullmatch(whole["file"])
            and created.tzinfo is not None
            and (expires is None or expires.tzinfo is not None)
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        good = False
    if not good:
        raise ManifestInvalid("The manifest is not of format 1.")
    fields = ("name", "version", "sha256", "size", "file")
    return Manifest(created=created, expires=expires, **{name: whole[name] for name in fields})


def _shown(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
