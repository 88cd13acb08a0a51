"""What the trained model depends on, as one short string. Words the bot says are not part of it."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from webhook.content.catalogue import DEFAULT_LANGUAGE

CODE = frozenset({".py", ".yml", ".lock", ".toml"})
TRAINING_DATA = ("nlu", "rules", "stories")
WORDS = frozenset({"text", "title"})
SIGNED = "review"


def fingerprint(root: Path, data: Path) -> str:
    """Sixteen hexadecimal digits; they change when, and only when, the bot must be trained again.

    That is: config.yml, bot/ without its environment, the training data, and of the responses the keys
    and their structure (a changed wording needs no training).
    """
    digest = hashlib.sha256()
    for name, file in _files(root, data):
        digest.update(f"\0{name}\0".encode())
        digest.update(_structure(file) if name.startswith("responses/") else file.read_bytes())
    return digest.hexdigest()[:16]


def _files(root: Path, data: Path) -> Iterator[tuple[str, Path]]:
    yield "config.yml", root / "config.yml"
    for file in sorted((root / "bot").rglob("*")):
        inside = file.relative_to(root)
        hidden = any(part.startswith((".", "__")) for part in inside.parts)
        if file.suffix in CODE and not hidden and file.is_file():
            yield str(inside), file
    for folder in (*TRAINING_DATA, f"responses/{DEFAULT_LANGUAGE}"):
        for file in sorted((data / folder).rglob("*.yml")):
            yield str(file.relative_to(data)), file


def _structure(file: Path) -> bytes:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(file.read_bytes(), Loader=loader)  # noqa: S506 (a safe loader, the fast one)
    return json.dumps(_without_words(content), sort_keys=True, default=str).encode()


def _without_words(content: Any) -> Any:
    if isinstance(content, dict):
        kept = {key: value for key, value in content.items() if key != SIGNED}
        return {str(key): "" if key in WORDS else _without_words(value) for key, value in kept.items()}
    if isinstance(content, list):
        return [_without_words(item) for item in content]
    return content
