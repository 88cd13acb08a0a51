"""Read the lexicon files of a folder into terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SEVERITIES = ("notice", "warning", "high")  # mildest first
KINDS = frozenset({"search", "link", "upload", "prompt", "chat", "profile"})


class LexiconInvalid(Exception):
    """A lexicon file can't be used. One sentence that names the file and the term's id, never the term."""


@dataclass(frozen=True)
class Term:
    """One protected phrase; `kinds` are the triggers it counts for."""

    id: str
    phrase: str
    category: str
    severity: str
    language: str
    kinds: frozenset[str]


def read_lexicons(folder: Path) -> tuple[Term, ...]:
    """All terms of `folder/*.yml`. Raises LexiconInvalid."""
    terms: dict[str, Term] = {}
    for path in sorted(folder.glob("*.yml")):
        for term in _read(path):
            if term.id in terms:
                raise LexiconInvalid(f"{path.name}: {term.id} stands twice.")
            terms[term.id] = term
    return tuple(terms.values())


def _read(path: Path) -> list[Term]:
    try:
        document = yaml.safe_load(path.read_bytes())
        return [_term(path, document, entry) for entry in document["terms"]]
    except (yaml.YAMLError, KeyError, TypeError, UnicodeDecodeError):
        raise LexiconInvalid(f"{path.name} is not a lexicon.") from None


def _term(path: Path, document: Mapping[str, Any], entry: Mapping[str, Any]) -> Term:
    whole = {**document.get("defaults", {}), **entry}
    term = Term(
        id=whole["id"],
        phrase=whole["phrase"],
        category=whole["category"],
        severity=whole["severity"],
        language=document["language"],
        kinds=frozenset(whole["kinds"]),
    )
    if term.severity not in SEVERITIES or not term.kinds <= KINDS:
        raise LexiconInvalid(f"{path.name}: {term.id} has a severity or a kind that is none.")
    return term
