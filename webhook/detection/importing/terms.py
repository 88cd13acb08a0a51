"""A row made into a term of a list document, or the reasons why it is none."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from ..wordlist import ListInvalid, parse
from .rows import Row

_LONG_ENOUGH_TO_TELL = 4  # letters


def same_phrase(phrase: str) -> str:
    """What two spellings of one phrase share: width, case and spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", phrase).casefold().split())


def term_of(row: Row, defaults: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The term, and what is wrong with it; no reason quotes a cell. `defaults` as in a list document."""
    cells = {name: cell for name, cell in row.cells.items() if cell}
    term: dict[str, Any] = dict(cells)
    if "kinds" in term:
        term["kinds"] = sorted({kind for kind in re.split(r"[|\s,;]+", cells["kinds"].casefold()) if kind})
    if cells.get("gap", "").isdecimal() and len(cells["gap"]) < 3:
        term["gap"] = int(cells["gap"])
    return term, [says for says in (_phrase(cells), _telltale(cells), _field(term, defaults)) if says]


def _phrase(cells: Mapping[str, str]) -> str:
    phrase = cells.get("phrase", "")
    if any(unicodedata.category(sign) == "Cc" for sign in phrase):
        return "has control characters in the phrase"
    if phrase and len(_letters(phrase)) < 2:
        return "has a phrase of fewer than two letters"
    return ""


def _telltale(cells: Mapping[str, str]) -> str:
    """Ids stand in reports, logs and counts; one that spells its phrase would tell it there."""
    letters = _letters(cells.get("phrase", ""))
    tells = len(letters) >= _LONG_ENOUGH_TO_TELL and letters in _letters(cells.get("id", ""))
    return "has an id that gives the phrase away; leave it empty and one is made" if tells else ""


def _letters(text: str) -> str:
    return "".join(sign for sign in same_phrase(text) if sign.isalnum())


def _field(term: dict[str, Any], defaults: Mapping[str, Any]) -> str:
    """What the document's own reader says of this one term."""
    try:
        parse({"name": "row", "language": "und", "defaults": defaults, "terms": [{"id": "row", **term}]})
    except ListInvalid as invalid:
        return invalid.reason
    return ""
