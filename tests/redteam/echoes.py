"""Whether something of what a visitor wrote stands in another text: runs of words, markup, signs that are not seen."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml

RUN = 4
SHORTEST = 8
"""Characters of a text without a run of words that is still looked for as a whole."""
CATALOGUE = ("responses", "warnings", "helplines", "locales")
NAMES = frozenset(
    {"at", "seq", "kind", "from", "key", "topic", "id", "client_id", "state", "owner", "audience"}
)

_WORD = re.compile(r"\w+")
_MARKUP = re.compile(
    r"\{\{.+?\}\}|\{%.+?%\}|\$\{.+?\}|\{[^{}]{1,80}\}|<[^<>]{1,200}>|\[[^\[\]]+\]\([^()]+\)|\[[^\[\]]+\]\{[^{}]+\}"
    r"|%\(\w+\)s|%[sdnx]\b|(?<!\w)/\w{3,}|EXTERNAL:\s*\w+|https?://\S+|`[^`]+`|\*\*[^*]+\*\*|--\s*$|'\s*;",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Echoes:
    """`own` are the catalogue's sentences: what stands in them is no echo."""

    own: str
    own_runs: frozenset[tuple[str, ...]]

    @classmethod
    def beside(cls, data: Path) -> Self:
        """Reads everything under `data` that may be said."""
        said = [text for folder in CATALOGUE for path in (data / folder).rglob("*.yml") for text in _of(path)]
        return cls("\n".join(said), frozenset(run for text in said for run in runs(text)))

    def of(self, said: str, other: str) -> list[str]:
        """The parts of `said` that stand in `other` and not in the catalogue."""
        shared = (runs(said) & runs(other)) - self.own_runs
        return [" ".join(run) for run in sorted(shared)] + [
            mark for mark in (*markup(said), *_unseen(said)) if _in(mark, other) and mark not in self.own
        ]

    def in_log(self, said: str, log: str) -> list[str]:
        """The same, and a short text as a whole, for a log that may write signs as escapes."""
        whole = [said.strip()] if not runs(said) and len(said.strip()) >= SHORTEST else []
        shared = [" ".join(run) for run in sorted(runs(said) & runs(log))]
        return shared + [part for part in (*markup(said), *whole) if _in(part, log)]


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of RUN words, folded."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def markup(text: str) -> list[str]:
    """Tags, templates, links, commands and placeholders in a text."""
    return _MARKUP.findall(text)


def strings(value: Any) -> Iterator[str]:
    """Every string that a visitor may read in an event."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from strings(part) if name not in NAMES else ()
    elif isinstance(value, Iterable):
        for part in value:
            yield from strings(part)


def _in(part: str, text: str) -> bool:
    return part in text or json.dumps(part)[1:-1] in text


def _unseen(text: str) -> set[str]:
    return {sign for sign in text if unicodedata.category(sign)[0] == "C" and sign not in "\n\r\t"}


def _of(path: Path) -> Iterator[str]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    yield from strings(yaml.load(path.read_bytes(), Loader=loader))
