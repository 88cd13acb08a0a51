"""One key per conversation, wrapped by a versioned master key; numbers found by a peppered hash."""

import hashlib
import hmac
import os
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
INDEX_BYTES = 16
PEPPER_VERSION = "1"


@dataclass(frozen=True)
class WrappedKey:
    """A conversation's key as it is stored."""

    master_version: int
    wrapped: bytes


class Keyring:
    """Master keys by version; the highest one seals, all of them open."""

    def __init__(self, master_keys: dict[int, bytes]) -> None:
        self._masters = {version: AESGCM(key) for version, key in master_keys.items()}
        self._newest = max(master_keys)

    def new_key(self, conversation_id: str) -> tuple[bytes, WrappedKey]:
        """A fresh 32-byte key for a conversation, in clear and wrapped."""
        key = AESGCM.generate_key(bit_length=256)
        wrapped = _seal(self._masters[self._newest], key, f"key|{conversation_id}")
        return key, WrappedKey(self._newest, wrapped)

    def unwrap(self, conversation_id: str, stored: WrappedKey) -> bytes:
        """The key in clear; raises `cryptography.exceptions.InvalidTag` where it was tampered with."""
        return _open(self._masters[stored.master_version], stored.wrapped, f"key|{conversation_id}")

    def seal(self, plain: bytes, place: str) -> bytes:
        """Seal a small secret (a partner's signing secret) under the newest master key."""
        return self._newest.to_bytes(2) + _seal(self._masters[self._newest], plain, place)

    def open(self, sealed: bytes, place: str) -> bytes:
        """Open what `seal` made for the same place."""
        return _open(self._masters[int.from_bytes(sealed[:2])], sealed[2:], place)


def seal(key: bytes, plain: bytes, place: str) -> bytes:
    """AES-256-GCM under a conversation's key; `place` (table.column|id|seq) keeps rows from being swapped."""
    return _seal(AESGCM(key), plain, place)


def open_sealed(key: bytes, sealed: bytes, place: str) -> bytes:
    """Open what `seal` made for the same place; raises `InvalidTag` otherwise."""
    return _open(AESGCM(key), sealed, place)


def phone_index(pepper: bytes, e164: str) -> str:
    """The keyed hash by which a number is found: version and 128 bits of HMAC-SHA-256, in hex."""
    digest = hmac.digest(pepper, f"phone|{e164}".encode(), hashlib.sha256)
    return PEPPER_VERSION + digest[:INDEX_BYTES].hex()


def token_hash(token: str) -> str:
    """How a bearer token is stored: tokens are 256 random bits, so a plain SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def _seal(cipher: AESGCM, plain: bytes, place: str) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, place.encode())


def _open(cipher: AESGCM, sealed: bytes, place: str) -> bytes:
    return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
