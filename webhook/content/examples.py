"""data/nlu/<language>/: what people write, by intent, each example with its line."""

import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from webhook.content import files
from webhook.content.schemas import Schemas

_SIGNS = str.maketrans(dict.fromkeys(string.punctuation + "।॥¿¡؟،؛…–—“”„«»", " ") | dict.fromkeys("'’‘`", ""))


class Example(NamedTuple):
    """One thing that people write. `line` counts from 1."""

    language: str
    file: str
    line: int
    intent: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"

    @property
    def folded(self) -> str:
        """The text as two writers of the same example would share it: without case and signs."""
        plain = unicodedata.normalize("NFC", self.text).casefold()
        return " ".join(plain.translate(_SIGNS).split()) or plain


class Named(NamedTuple):
    """Where an intent is named with its examples."""

    language: str
    place: str
    intent: str


def load(root: Path, schemas: Schemas, problems: list[str]) -> tuple[list[Named], list[Example]]:
    """Everything under nlu/; adds one sentence per problem of form."""
    named: list[Named] = []
    examples: list[Example] = []
    for path in sorted((root / "nlu").glob("*/*.yml")):
        if schemas.read("nlu", path, problems) is None:
            continue
        for intent, block in _blocks(path):
            line = block.start_mark.line + 1
            named.append(Named(path.parent.name, f"{files.name(path)}:{line}", intent))
            examples += _examples(path, intent, block, problems)
    return named, examples


def _blocks(path: Path) -> Iterator[tuple[str, yaml.ScalarNode]]:
    document = yaml.compose(path.read_bytes(), Loader=yaml.CSafeLoader)
    assert isinstance(document, yaml.MappingNode)
    listed = next(value for key, value in document.value if key.value == "nlu")
    for entry in listed.value:
        fields = {key.value: value for key, value in entry.value}
        yield fields["intent"].value, fields["examples"]


def _examples(path: Path, intent: str, block: yaml.ScalarNode, problems: list[str]) -> Iterator[Example]:
    file = files.name(path)
    if block.style != "|":
        problems.append(
            f"{file}:{block.start_mark.line + 1}: examples of {intent} are no block: write a | after examples:."
        )
        return
    for index, written in enumerate(block.value.splitlines()):
        line, text = block.start_mark.line + 2 + index, written.strip()
        if text.startswith("- ") and text[2:].strip():
            yield Example(path.parent.name, file, line, intent, text[2:].strip())
        elif text:
            problems.append(
                f"{file}:{line}: an example of {intent} has no dash in front: write “- ”, then what people write."
            )
