"""A list sealed to age keys (X25519): who holds no key learns its size, and nothing else."""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyrage

FORMAT = 1
MAGIC = b"age-encryption.org/v1\n"
MOST_SEALED = 64 * 2**20
MOST_OPENED = 256 * 2**20
_NO_KEY_FITS = "No matching keys found"  # pyrage has one type for all that can go wrong


class SealInvalid(Exception):
    """A list can't be sealed or opened. One sentence, without a key or a term."""


class KeyInvalid(SealInvalid):
    """Not a key of the kind that is wanted."""


class KeyWrong(SealInvalid):
    """Sealed for other keys than ours."""


class SealDamaged(SealInvalid):
    """Not a sealed list, or no longer whole."""


class Identity:
    """The keys that open what is sealed to them; more than one while keys are rotated. Never shown."""

    def __init__(self, keys: Iterable[pyrage.x25519.Identity]) -> None:
        self._keys = list(keys)

    @classmethod
    def made(cls) -> "Identity":
        """A new key."""
        return cls([pyrage.x25519.Identity.generate()])

    @classmethod
    def read(cls, text: str) -> "Identity":
        """From the content of an identity file of age: a key a line, `#` begins a remark. Raises KeyInvalid."""
        lines = [line.strip() for line in text.splitlines()]
        try:
            keys = [pyrage.x25519.Identity.from_str(line) for line in lines if line and line[0] != "#"]
        except pyrage.IdentityError:
            keys = []
        if not keys:
            raise KeyInvalid("The identity is not a key of age (AGE-SECRET-KEY-1…).")
        return cls(keys)

    @property
    def recipients(self) -> tuple[str, ...]:
        """The public keys, as others need them to seal for this one."""
        return tuple(str(key.to_public()) for key in self._keys)

    def file(self) -> str:
        """The content of an identity file, as `age-keygen` writes it. A secret."""
        return "".join(f"# public key: {key.to_public()}\n{key}\n" for key in self._keys)

    def open(self, sealed: bytes) -> bytes:
        """What was sealed. Raises KeyWrong, SealDamaged."""
        if not sealed.startswith(MAGIC):
            raise SealDamaged("This is not a sealed list.")
        if len(sealed) > MOST_SEALED:
            raise SealDamaged("The sealed list is larger than 64 MiB.")
        try:
            opened: bytes = pyrage.decrypt(sealed, self._keys)
        except pyrage.DecryptError as error:
            if str(error) == _NO_KEY_FITS:
                raise KeyWrong("The list is sealed for other keys than this identity.") from None
            raise SealDamaged("The sealed list is damaged.") from None
        return opened


@dataclass(frozen=True)
class Opened:
    """A list document and what stands on its seal."""

    name: str
    version: int
    created: datetime
    document: dict[str, Any] = field(repr=False)


def recipients_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Public keys, one or several a text. Raises KeyInvalid, which says the place of the wrong one."""
    keys = tuple(key for text in texts for key in text.replace(",", " ").split())
    for place, key in enumerate(keys, 1):
        _recipient(place, key)
    if not keys:
        raise KeyInvalid("No recipient is named: a list is sealed to one public key (age1…) or more.")
    return tuple(dict.fromkeys(keys))


def seal(document: Mapping[str, Any], recipients: Iterable[str], created: datetime) -> bytes:
    """The document, readable by the recipients alone. `created` is in UTC. Raises KeyInvalid, SealInvalid."""
    keys = [_recipient(place, key) for place, key in enumerate(recipients_of(recipients), 1)]
    payload = {
        "format": FORMAT,
        "name": document["name"],
        "version": document["version"],
        "created": created.isoformat(timespec="seconds"),
        "document": document,
    }
    sealed: bytes = pyrage.encrypt(zlib.compress(canonical(payload), 6), keys)
    if len(sealed) > MOST_SEALED:
        raise SealInvalid("The sealed list would be larger than 64 MiB.")
    return sealed


def unseal(sealed: bytes, identity: Identity) -> Opened:
    """Open a sealed list, in memory only. Raises KeyWrong, SealDamaged."""
    packed = identity.open(sealed)
    payload = _payload(packed)
    if payload is None:
        raise SealDamaged("What was sealed is not a list of format 1.")
    document = payload["document"]
    if (document.get("name"), document.get("version")) != (payload["name"], payload["version"]):
        raise SealDamaged("The name and version on the seal are not those of the list in it.")
    return Opened(payload["name"], payload["version"], datetime.fromisoformat(payload["created"]), document)


def canonical(value: Mapping[str, Any]) -> bytes:
    """JSON with one form for one content: sorted names, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _recipient(place: int, key: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError:
        pass
    raise KeyInvalid(f"Recipient {place} is not a public key of age (age1…).")


def _payload(packed: bytes) -> dict[str, Any] | None:
    """The payload where it has its form; nothing of it hangs on an error."""
    unpacking = zlib.decompressobj()
    try:
        plain = unpacking.decompress(packed, MOST_OPENED)
        payload = json.loads(plain) if unpacking.eof and not unpacking.unused_data else None
        if not isinstance(payload, dict) or payload.get("format") != FORMAT:
            return None
        created = datetime.fromisoformat(payload["created"])
        whole = isinstance(payload["document"], dict) and isinstance(payload["name"], str)
        whole = whole and isinstance(payload["version"], int) and created.tzinfo is not None
    except (zlib.error, ValueError, KeyError, TypeError, RecursionError):
        return None
    return payload if whole else None
