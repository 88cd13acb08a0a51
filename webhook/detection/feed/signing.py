"""Who made a feed: Ed25519 keys as one line of base64, and signatures beside what they sign."""

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class SigningKeyInvalid(Exception):
    """Not an Ed25519 key in base64. One sentence, without the key."""


class SignatureWrong(Exception):
    """Not signed by the key that is trusted, or changed afterwards."""


def new_key() -> tuple[str, str]:
    """A private key, and the public key that others pin."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
    )
    return base64.b64encode(private).decode(), _public(key)


def public_of(private: str) -> str:
    """The public key of a private one. Raises SigningKeyInvalid."""
    return _public(_private(private))


def sign(message: bytes, private: str) -> bytes:
    """The signature in base64, with a line's end. Raises SigningKeyInvalid."""
    return base64.b64encode(_private(private).sign(message)) + b"\n"


def verify(message: bytes, signature: bytes, public: str) -> None:
    """Raises SignatureWrong, and SigningKeyInvalid where the pinned key is none."""
    key = Ed25519PublicKey.from_public_bytes(_raw(public, "The feed's public key"))
    try:
        key.verify(base64.b64decode(signature.strip(), validate=True), message)
    except (InvalidSignature, binascii.Error, ValueError):
        raise SignatureWrong("The manifest is not signed by the key that is trusted.") from None


def _private(text: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_raw(text, "The signing key"))


def _public(key: Ed25519PrivateKey) -> str:
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def _raw(text: str, what: str) -> bytes:
    try:
        raw = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != 32:
        raise SigningKeyInvalid(f"{what} must be 32 bytes in base64.")
    return raw
