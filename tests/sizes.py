"""Sizes of the house: no function over 50 lines, and outside tests no file over 300. `make check` runs this."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("webhook", "bot", "actions", "tests")
LONGEST_FILE = 300
LONGEST_FUNCTION = 50


def too_long(root: Path) -> Iterator[str]:
    """One line for each file or function that is over its size."""
    for file in sorted(file for room in ROOMS for file in (root / room).rglob("*.py")):
        inside = file.relative_to(root)
        if any(part.startswith(".") for part in inside.parts) or inside.match(
            "webhook/migrations/versions/*"
        ):
            continue
        text = file.read_text()
        if inside.parts[0] != "tests" and (lines := len(text.splitlines())) > LONGEST_FILE:
            yield f"{inside}: {lines} lines, {LONGEST_FILE} at most"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    yield f"{inside}:{node.lineno}: {node.name} has {length} lines, {LONGEST_FUNCTION} at most"


def main() -> None:
    """Print what is too long; exit code 1 where there is any."""
    found = list(too_long(ROOT))
    sys.stdout.writelines(f"{line}\n" for line in found)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
