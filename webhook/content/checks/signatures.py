"""Who has read which version of the words. What a machine wrote and nobody signed is said, never hidden."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from webhook.content import files
from webhook.content.checks.written import Place, Written

DIGITS = 12
_FILES = ("warnings/*.yml", "responses/*/*.yml", "safety/*.yml", "locales/*.yml")
_NEED_TWO = ("warnings", "safety", "locales")
_CRISIS = "crisis.yml"
_NONE = "none"


class Standing(NamedTuple):
    """One file. `signed` is True once enough different people have read these very words.

    `lacks` says in half a sentence what there is to do; it is empty where nobody has begun, and where nothing is.
    """

    file: str
    group: str
    signed: bool
    lacks: str = ""


def digest(document: Any) -> str:
    """Twelve hex digits that change with any word of a file, and not with its review, its order or its comments."""
    words = {key: value for key, value in document.items() if key != "review"}
    canonical = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:DIGITS]


def standings(written: Written) -> Iterator[Standing]:
    """Every file of words that people sign, by language; the law lines are a group of their own."""
    for form in _FILES:
        for path in sorted(written.root.glob(form)):
            document = written.document(path)
            if isinstance(document, dict) and (path.parent.name != "locales" or document.get("law")):
                yield _standing(path, document, written)


def notes(written: Written) -> Iterator[str]:
    """One line for each group that nobody has signed, one for each file that was begun and is not done."""
    every = list(standings(written))
    of_all = Counter(each.group for each in every)
    untouched = Counter(each.group for each in every if not each.signed and not each.lacks)
    for group, count in sorted(untouched.items()):
        yield f"{group}: {count} of {of_all[group]} files are signed by nobody (review: {_NONE})."
    yield from (f"{each.file}: {each.lacks}." for each in every if each.lacks)


def problems(written: Written) -> Iterator[str]:
    """An `on` without quotes: training reads the files too, and takes that word for "yes"."""
    for form in _FILES:
        for path in sorted(written.root.glob(form)):
            if isinstance(written.document(path).get("review"), list) and _bare(written.whole(path)):
                where = written.at(Place(path, ("review",)))
                yield f'{where}: put "on" in quotes where it is signed: training takes the bare word for yes.'


def _bare(node: yaml.Node | None) -> bool:
    review = next((value for key, value in node.value if key.value == "review"), None) if node else None
    return (
        any(key.tag.endswith(":bool") for each in review.value for key, _ in each.value) if review else False
    )


def unsigned(root: Path) -> tuple[int, list[str]]:
    """How many files of words nobody has signed as they are now, and of which languages (or "law lines")."""
    open_ones = [each for each in standings(Written(root)) if not each.signed]
    return len(open_ones), sorted({each.group for each in open_ones})


def _standing(path: Path, document: dict[str, Any], written: Written) -> Standing:
    kind = path.relative_to(written.root).parts[0]
    group = {"responses": path.parent.name, "locales": "law lines"}.get(kind, path.stem)
    review = document.get("review", _NONE)
    if not isinstance(review, list):
        return Standing(files.name(path), group, signed=False)
    now = digest(document)
    readers = {
        str(each.get("by")).strip().casefold()
        for each in review
        if isinstance(each, dict) and each.get("words") == now
    }
    needed = 2 if kind in _NEED_TWO or path.name == _CRISIS else 1
    where = written.at(Place(path, ("review",)))
    if not readers:
        return Standing(where, group, False, f"changed since it was signed: read it again, and sign {now}")
    if len(readers) < needed:
        return Standing(where, group, False, f"one has signed, and two must: a second person reads {now}")
    return Standing(where, group, True)
