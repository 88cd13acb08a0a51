"""Read a YAML file of data/ so that it means what it looks like, and find the line of a problem.

Dates stay strings, `no` is Norwegian and never False, and a key written twice is refused.
"""

import re
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import yaml

_TEXT_IN_OUR_FILES = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")


class _Reader(yaml.CSafeLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"{key.value} is written twice", problem_mark=key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Reader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag not in _TEXT_IN_OUR_FILES]
    for first, forms in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Reader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), ["t", "f"])


class FileUnreadable(Exception):
    """The file is missing or is no YAML; the message is one sentence naming file and line."""


def read(path: Path) -> Any:
    """The file's content; raises FileUnreadable."""
    try:
        return yaml.load(path.read_bytes(), Loader=_Reader)  # noqa: S506  (a safe loader)
    except FileNotFoundError:
        raise FileUnreadable(f"{name(path)} is missing.") from None
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f":{mark.line + 1}" if mark else ""
        reason = getattr(error, "problem", None) or type(error).__name__
        raise FileUnreadable(f"{name(path)}{where}: {reason}.") from None


def name(path: Path) -> str:
    """The path as people say it, from the data folder down."""
    parts = path.parts
    return "/".join(parts[parts.index("data") :]) if "data" in parts else "/".join(parts[-2:])


def line_of(path: Path, place: Sequence[str | int]) -> int:
    """The line where `place` begins, or the last line on the way there that exists."""
    node = yaml.compose(path.read_bytes(), Loader=_Reader)
    line = 1
    for step in place:
        node = _child(node, step)
        if node is None:
            break
        line = node.start_mark.line + 1
    return line


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    return None
