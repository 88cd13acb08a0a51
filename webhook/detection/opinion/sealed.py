"""A model sealed to age keys, as lists are: it tells something of what it was trained on."""

from collections.abc import Iterable

import pyrage

from ..sealing import MAGIC, Identity, SealInvalid, recipients_of
from .linear import LinearModel, ModelInvalid


def seal_model(model: LinearModel, recipients: Iterable[str]) -> bytes:
    """The model, readable by the recipients (age1…) alone. Raises KeyInvalid."""
    keys = [pyrage.x25519.Recipient.from_str(key) for key in recipients_of(recipients)]
    sealed: bytes = pyrage.encrypt(model.to_bytes(), keys)
    return sealed


def open_model(data: bytes, identity: Identity | None = None) -> LinearModel:
    """A model from a file's bytes, sealed or not; opened in memory only. Raises ModelInvalid."""
    if not data.startswith(MAGIC):
        return LinearModel.from_bytes(data)
    if identity is None:
        raise ModelInvalid("The model of the second opinion is sealed, and no identity is given to open it.")
    try:
        return LinearModel.from_bytes(identity.open(data))
    except SealInvalid as reason:
        raise ModelInvalid(str(reason).replace("list", "model")) from None
