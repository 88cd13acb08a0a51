"""The second opinion that an operator has set, if it can be used; without it the lists go on alone."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from webhook.detection.opinion import LinearModel, ModelInvalid, Opinion
from webhook.detection.opinion.sealed import open_model
from webhook.detection.sealing import Identity, SealInvalid

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Read:
    """An opinion, and the beginning of the SHA-256 of its file, which tells one model from another."""

    opinion: LinearModel = field(repr=False)
    mark: str


def read_opinion(path: Path, identity: str) -> Read:
    """The model of a file, sealed or not; `identity` is an age key or empty. Raises ModelInvalid."""
    try:
        content = path.read_bytes()
        key = Identity.read(identity) if identity else None
    except OSError as error:
        raise ModelInvalid(f"The model of the second opinion cannot be read: {error.strerror}.") from None
    except SealInvalid as reason:
        raise ModelInvalid(str(reason)) from None
    return Read(open_model(content, key), hashlib.sha256(content).hexdigest()[:16])


def second_opinion(path: Path | None, identity: str) -> Opinion | None:
    """The opinion to be asked, or None: it is switched off, or the log says in one sentence why it cannot be used."""
    if path is None:
        return None
    try:
        read = read_opinion(path, identity)
    except ModelInvalid as reason:
        log.error("opinion.unusable", reason=str(reason))
        return None
    log.info("opinion.in_use", mark=read.mark)
    return read.opinion
