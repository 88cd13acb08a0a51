"""A signed feed: a folder with a sealed list, a manifest and its signature; published here, pulled by partners."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..compiling import compile_lists
from ..sealing import Identity, Opened, SealInvalid, unseal
from ..shelf import Shelf, ShelfError
from ..shelf.durable import folder_made, replaced
from ..wordlist import ListInvalid, parse
from . import manifest as manifests
from .fetching import FetchFailed, fetch
from .manifest import Manifest, ManifestInvalid
from .signing import SignatureWrong, SigningKeyInvalid, public_of, sign, verify

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.sig"

Check = Callable[[Mapping[str, Any]], object]
"""Tries whether a document can be used. Raises ListInvalid."""


class PullFailed(Exception):
    """Nothing was taken from the feed; what was in use still is. One sentence with the reason."""


class FeedTaken(Exception):
    """The folder holds another list, or a newer version."""


@dataclass(frozen=True)
class Pulled:
    """What the feed offers; `new` is False where it is on the shelf already."""

    manifest: Manifest
    new: bool


def compiled(document: Mapping[str, Any]) -> object:
    """Parse and compile as a service would that used it. Raises ListInvalid."""
    return compile_lists([parse(document)])


def publish(
    folder: Path, opened: Opened, sealed: bytes, signing_key: str, expires: datetime | None = None
) -> Manifest:
    """Put a sealed list into a feed's folder, signed. Raises SigningKeyInvalid, FeedTaken, OSError.

    One folder is the feed of one list, signed by one key. The sealed file before this one stays, for who is reading it.
    """
    manifest = Manifest.of(opened.name, opened.version, opened.created, sealed, expires)
    public = public_of(signing_key)
    before = _published(folder_made(folder, mode=0o755))
    if before and before.name != manifest.name:
        raise FeedTaken("The folder is the feed of another list.")
    if before and before.version > manifest.version:
        raise FeedTaken(f"The folder offers version {before.version} already, which is newer.")
    if before and not _signed_by(folder, public):
        raise FeedTaken(
            "The folder is signed by another key, which partners have pinned: use that, or a new folder."
        )
    replaced(folder / manifest.file, sealed, mode=0o644)
    _offer(folder, manifest, signing_key)
    for file in folder.glob(f"{manifest.name}-*.age"):
        if file.name not in (manifest.file, before.file if before else ""):
            file.unlink(missing_ok=True)
    return manifest


def renew(folder: Path, signing_key: str, expires: datetime) -> Manifest:
    """Sign the same offer anew, with another end. Raises SigningKeyInvalid, FeedTaken, OSError."""
    before = _published(folder)
    if before is None:
        raise FeedTaken(f"{folder} is no feed: publish makes one.")
    if not _signed_by(folder, public_of(signing_key)):
        raise FeedTaken("The folder is signed by another key: what it offers was not looked at.")
    manifest = replace(before, expires=expires)
    _offer(folder, manifest, signing_key)
    return manifest


def pull(
    place: str,
    public_key: str,
    shelf: Shelf,
    identity: Identity,
    *,
    only: str | None = None,
    check: Check = compiled,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Pulled:
    """Take the feed's list onto the shelf and use it, where it is new. `only` refuses every other list's name.

    In this order: signature, name, end, version, size and digest, seal, list, compilation; only then the shelf. Raises
    PullFailed.
    """
    try:
        manifest = _signed(place, public_key)
        if only is not None and manifest.name != only:
            raise PullFailed(f"The feed offers {manifest.name}, and {only} is wanted.")
        if manifest.expires is not None and manifest.expires <= now():
            raise PullFailed(
                f"The offer ended at {manifest.expires.isoformat()}: ask its publisher for a newer one."
            )
        if not shelf.is_new(manifest.name, manifest.version, manifest.sha256):
            return Pulled(manifest, new=False)
        sealed = fetch(place, manifest.file, manifest.size)
        if not manifest.fits(sealed):
            raise PullFailed(f"The list came damaged: {len(sealed):,} of {manifest.size:,} bytes, or others.")
        _agree(manifest, unseal(sealed, identity), check)
        new = shelf.install(manifest.name, manifest.version, manifest.created, sealed)
    except ListInvalid as invalid:
        raise PullFailed(f"The list can't be used: {invalid}.") from None
    except (
        FetchFailed,
        ManifestInvalid,
        SealInvalid,
        ShelfError,
        SignatureWrong,
        SigningKeyInvalid,
    ) as failed:
        raise PullFailed(str(failed)) from None
    return Pulled(manifest, new)


def _signed(place: str, public_key: str) -> Manifest:
    """The manifest, read only after its signature is found good."""
    raw, signature = _manifest(place)
    try:
        verify(raw, signature, public_key)
    except SignatureWrong:  # perhaps caught between two files while the feed was being published
        raw, signature = _manifest(place)
        verify(raw, signature, public_key)
    return manifests.read(raw)


def _manifest(place: str) -> tuple[bytes, bytes]:
    return fetch(place, MANIFEST, manifests.MOST_BYTES), fetch(place, SIGNATURE, 200)


def _agree(manifest: Manifest, opened: Opened, check: Check) -> None:
    signed = (manifest.name, manifest.version, manifest.created)
    if signed != (opened.name, opened.version, opened.created):
        raise PullFailed("The sealed list is another one than the manifest says.")
    try:
        check(opened.document)
    except ListInvalid:
        raise
    except Exception as error:  # whatever a list does to the compiler, its words stay out of the message
        reason = type(error).__name__
    else:
        return
    raise PullFailed(f"The list can't be compiled ({reason}).")


def _offer(folder: Path, manifest: Manifest, signing_key: str) -> None:
    raw = manifests.written(manifest)
    replaced(folder / SIGNATURE, sign(raw, signing_key), mode=0o644)
    replaced(folder / MANIFEST, raw, mode=0o644)


def _signed_by(folder: Path, public_key: str) -> bool:
    try:
        verify((folder / MANIFEST).read_bytes(), (folder / SIGNATURE).read_bytes(), public_key)
    except (OSError, SignatureWrong):
        return False
    return True


def _published(folder: Path) -> Manifest | None:
    try:
        return manifests.read((folder / MANIFEST).read_bytes())
    except (OSError, ManifestInvalid):
        return None
