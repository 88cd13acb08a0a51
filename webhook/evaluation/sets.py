"""Sets of messages with the topic that a careful reader would choose: FOLDER/<hand>/<language>.yml."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


class SetInvalid(ValueError):
    """A set cannot be read; the message names the file and its fault, never a message's words."""


@dataclass(frozen=True)
class Message:
    """`right`: topics that are right, the first one first; `wrong`: of a near miss, what it must not be taken for."""

    text: str
    right: tuple[str, ...]
    language: str
    script: str
    wrong: tuple[str, ...] = ()


def read(folder: Path, languages: frozenset[str] = frozenset()) -> list[Message]:
    """All messages below `folder`, of these languages if any are named. Raises SetInvalid, also where there is none."""
    found = [
        message
        for path in sorted(folder.rglob("*.yml"))
        for message in _messages(path)
        if not languages or message.language in languages
    ]
    if not found:
        raise SetInvalid(f"{folder} has no messages of these languages: name another folder or language.")
    return found


def _messages(path: Path) -> Iterator[Message]:
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise SetInvalid(f"{path.name} cannot be read: mend its YAML.") from error
    if not isinstance(document, dict) or "messages" not in document:
        return  # another kind of file, such as the floors
    language = document.get("language", "")
    for number, entry in enumerate(document["messages"], start=1):
        yield _message(path, number, language, entry)
    for number, entry in enumerate(document.get("near_misses") or (), start=1):
        yield _message(path, number, language, entry)


def _message(path: Path, number: int, language: str, entry: Any) -> Message:
    try:
        return Message(
            text=entry["text"],
            right=(entry["topic"], *entry.get("also", ())),
            language=language,
            script=entry.get("script", ""),
            wrong=tuple(entry.get("not", ())),
        )
    except (TypeError, KeyError, AttributeError) as error:
        raise SetInvalid(f"{path.name}, entry {number}: it needs a topic and a text.") from error
