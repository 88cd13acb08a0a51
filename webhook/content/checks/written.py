"""The files of data/ as they are written: each read once, and the line of any place in them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from webhook.content import files

Step = str | int


class Place(NamedTuple):
    """A place in a file: the keys and positions that lead there."""

    path: Path
    steps: tuple[Step, ...] = ()

    def below(self, *steps: Step) -> "Place":
        return Place(self.path, self.steps + steps)


class Written:
    """One data folder. A file that can't be read counts as empty; loading has told of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._documents: dict[Path, Any] = {}
        self._nodes: dict[Path, yaml.Node | None] = {}
        self._replies: dict[str, dict[str, Place]] = {}

    def document(self, path: Path) -> Any:
        if path not in self._documents:
            try:
                self._documents[path] = files.read(path)
            except files.FileUnreadable:
                self._documents[path] = None
        return self._documents[path] or {}

    def at(self, place: Place) -> str:
        """File and line of a place, or of the last step on the way there that exists."""
        node, line = self.whole(place.path), 1
        for step in place.steps:
            found = _step(node, step)
            if found is None:
                break
            line, node = found
        return f"{files.name(place.path)}:{line}"

    def whole(self, path: Path) -> yaml.Node | None:
        """The file as a tree, as a common YAML reader sees it."""
        if path not in self._nodes:
            self._nodes[path] = _composed(path)
        return self._nodes[path]

    def warnings(self, language: str) -> Place:
        return Place(self.root / "warnings" / f"{language}.yml")

    def replies(self, language: str) -> dict[str, Place]:
        """Where each key of a language stands, labels of buttons too."""
        if language not in self._replies:
            self._replies[language] = {
                key: Place(path, ("responses", key))
                for path in sorted((self.root / "responses" / language).glob("*.yml"))
                for key in self.document(path).get("responses", {})
            }
        return self._replies[language]

    def variations(self, language: str, key: str) -> Iterator[tuple[Place, dict[str, Any]]]:
        """Each variation of a reply with its place, in the file's order; nothing for a key that is not there."""
        place = self.replies(language).get(key)
        if place is not None:
            for index, variation in enumerate(self.document(place.path)["responses"][key]):
                yield place.below(index), variation


def _composed(path: Path) -> yaml.Node | None:
    try:
        return yaml.compose(path.read_bytes(), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError):
        return None


def _step(node: yaml.Node | None, step: Step) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child.start_mark.line + 1, child
    return None
