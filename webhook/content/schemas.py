"""Hold a file of data/ to the JSON schema of its kind (data/schema/)."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import best_match

from webhook.content import files


class Schemas:
    """The schemas of one data folder; each is read when first wanted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._validators: dict[str, Draft202012Validator] = {}

    def read(self, kind: str, path: Path, problems: list[str]) -> Any | None:
        """The file's content, or None after adding one sentence per problem to `problems`."""
        try:
            document = files.read(path)
        except files.FileUnreadable as unreadable:
            problems.append(str(unreadable))
            return None
        found = [_sentence(path, error) for error in self._validator(kind).iter_errors(document)]
        problems.extend(found)
        return None if found else document

    def _validator(self, kind: str) -> Draft202012Validator:
        if kind not in self._validators:
            schema = json.loads((self._folder / f"{kind}.json").read_text(encoding="utf-8"))
            checker = Draft202012Validator.FORMAT_CHECKER
            self._validators[kind] = Draft202012Validator(schema, format_checker=checker)
        return self._validators[kind]


def _sentence(path: Path, error: ValidationError) -> str:
    if error.context:
        error = best_match(error.context) or error
    place: Sequence[str | int] = list(error.absolute_path)
    where = " > ".join(str(step) for step in place) or "the file"
    return f"{files.name(path)}:{files.line_of(path, place)}: {where}: {error.message}."
