"""A list document from where a command is told: a file, sealed or clear, or a list on the shelf."""

import json
from pathlib import Path
from typing import Any

import click
import yaml

from webhook.commands.lexicon.options import needed
from webhook.detection.sealing import MAGIC, MOST_SEALED, Identity, unseal
from webhook.detection.shelf import NAME, Shelf


def document_at(source: str, shelf: Shelf, identity: Identity | None) -> dict[str, Any]:
    """The document of a file, or of NAME or NAME@VERSION on the shelf. Raises what opening raises, or a click error."""
    if Path(source).is_file():
        return document_in(Path(source), identity)
    name, _, version = source.partition("@")
    if version and not version.isdecimal():
        raise click.UsageError("Name a file, or a list on the shelf as NAME or NAME@VERSION.")
    if not NAME.fullmatch(name):
        raise click.ClickException(f"There is no file {source}, and no list on the shelf has such a name.")
    return shelf.open(name, needed(identity), int(version) if version else None).document


def document_in(file: Path, identity: Identity | None) -> dict[str, Any]:
    """The document of a sealed file, or of a clear one in JSON or YAML."""
    with file.open("rb") as opened:
        raw = opened.read(MOST_SEALED + 1)
    if raw.startswith(MAGIC):
        return unseal(raw, needed(identity)).document
    document = _parsed(raw, file.suffix.lower())
    if not isinstance(document, dict):
        raise click.ClickException(f"{file} is neither a sealed list nor a list document in JSON or YAML.")
    return document


def _parsed(raw: bytes, suffix: str) -> Any:
    """None where it can't be parsed: the errors of parsers quote what they read."""
    if len(raw) > MOST_SEALED:
        return None
    try:
        return json.loads(raw) if suffix == ".json" else yaml.load(raw, Loader=yaml.CSafeLoader)
    except (ValueError, yaml.YAMLError, RecursionError):
        return None
