"""A list of protected terms and rules, read from its document and checked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .finding import CONTEXTS, KINDS, SEVERITIES

FORMAT = 1
MAX_PHRASE = 1_000  # characters
MAX_TERMS = 1_000_000

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CATEGORY = re.compile(r"[a-z0-9][a-z0-9_.-]{0,59}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")
_TAG = "language (a tag such as en)"
_SHARED = frozenset({"category", "severity", "kinds", "order"})
_TERM = _SHARED | {"id", "phrase", "language", "gap", "boundary", "note", "source"}
_RULE = _SHARED | {"id", "classes", "within", "language", "note", "source"}
_LIST = frozenset(
    {
        "format",
        "name",
        "version",
        "language",
        "demo",
        "defaults",
        "terms",
        "classes",
        "rules",
        "contexts",
        "note",
        "source",
    }
)


class ListInvalid(Exception):
    """A list can't be used: `where` names the list, the row or the id, `reason` says why; never the phrase."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Term:
    """One protected phrase.

    `order` is fixed or any; `gap` is how many foreign words may stand between its words; `boundary` is word, or
    none for scripts that put no space between words; `kinds` are the triggers it counts for.
    """

    id: str
    phrase: str = field(repr=False)
    category: str
    severity: str
    kinds: frozenset[str]
    language: str
    order: str = "fixed"
    gap: int = 0
    boundary: str = "word"
    note: str = field(default="", repr=False)
    source: str = ""


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words that a rule may name, or all numbers from `low` to `high` in every notation."""

    name: str
    words: tuple[str, ...] = field(default=(), repr=False)
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One word of each class within `within` words of one another; `order` is fixed (as listed) or any."""

    id: str
    classes: tuple[str, ...]
    within: int
    category: str
    severity: str
    kinds: frozenset[str]
    order: str = "any"
    note: str = field(default="", repr=False)
    source: str = ""


@dataclass(frozen=True, slots=True)
class WordList:
    """A list as its owner keeps it; `version` rises with every change."""

    name: str
    version: int
    language: str
    demo: bool
    terms: tuple[Term, ...]
    classes: tuple[WordClass, ...] = ()
    rules: tuple[Rule, ...] = ()
    contexts: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)


def parse(document: Any) -> WordList:
    """The list of a document. Raises `ListInvalid`, which names a row by its id or number."""
    if not isinstance(document, Mapping):
        raise ListInvalid("list", "is not a mapping")
    name = _name(document)
    _known(name, document, _LIST)
    if document.get("format", FORMAT) != FORMAT:
        raise ListInvalid(name, f"has a format that is not {FORMAT}")
    version = _whole(name, "version", document.get("version", 1), 1, 2**53)
    language = _matching(name, _TAG, document.get("language", "und"), _LANGUAGE)
    defaults = _mapping(name, "defaults", document.get("defaults", {}))
    _known(f"{name} defaults", defaults, _SHARED | {"gap", "boundary"})
    base = {"language": language, **defaults}
    classes = tuple(
        _class(name, key, entry)
        for key, entry in _mapping(name, "classes", document.get("classes", {})).items()
    )
    terms = tuple(
        _term(where, {**base, **entry}) for where, entry in _rows(name, document.get("terms", []), "term")
    )
    base.pop("gap", None)
    base.pop("boundary", None)
    rules = tuple(
        _rule(where, {**base, **entry}, {known.name for known in classes})
        for where, entry in _rows(name, document.get("rules", []), "rule")
    )
    _once(name, [term.id for term in terms] + [rule.id for rule in rules])
    contexts = {key: _phrases(f"{name} contexts", words) for key, words in _contexts(name, document).items()}
    return WordList(name, version, language, document.get("demo") is True, terms, classes, rules, contexts)


def _name(document: Mapping[str, Any]) -> str:
    name = document.get("name")
    if not isinstance(name, str) or not _ID.fullmatch(name) or len(name) > 60:
        raise ListInvalid("list", "has no name of at most 60 small letters, digits and single hyphens")
    return name


def _contexts(name: str, document: Mapping[str, Any]) -> Mapping[str, Any]:
    contexts = _mapping(name, "contexts", document.get("contexts", {}))
    if not contexts.keys() <= set(CONTEXTS):
        raise ListInvalid(f"{name} contexts", f"knows {', '.join(CONTEXTS)} only")
    return contexts


def _rows(name: str, rows: Any, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if not isinstance(rows, Sequence) or isinstance(rows, str) or len(rows) > MAX_TERMS:
        raise ListInvalid(name, f"{kind}s is not a sequence of at most {MAX_TERMS:,} entries")
    for number, row in enumerate(rows, 1):
        where = f"{name} {kind} {number}"
        if not isinstance(row, Mapping):
            raise ListInvalid(where, "is not a mapping")
        yield where, row


def _term(where: str, row: Mapping[str, Any]) -> Term:
    where = _row_name(where, row, _TERM)
    phrase = row.get("phrase")
    if not isinstance(phrase, str) or not phrase.strip():
        raise ListInvalid(where, "has no phrase")
    if len(phrase) > MAX_PHRASE:
        raise ListInvalid(where, f"has a phrase of more than {MAX_PHRASE:,} characters")
    return Term(
        id=row["id"],
        phrase=phrase,
        **_common(where, row),
        language=_matching(where, _TAG, row.get("language"), _LANGUAGE),
        order=_one_of(where, "order", row.get("order", "fixed"), ("fixed", "any")),
        gap=_whole(where, "gap", row.get("gap", 0), 0, 5),
        boundary=_one_of(where, "boundary", row.get("boundary", "word"), ("word", "none")),
    )


def _rule(where: str, row: Mapping[str, Any], known: set[str]) -> Rule:
    where = _row_name(where, row, _RULE)
    classes = row.get("classes")
    if not isinstance(classes, Sequence) or isinstance(classes, str) or not 2 <= len(classes) <= 4:
        raise ListInvalid(where, "needs 2 to 4 classes")
    if not all(isinstance(name, str) and name in known for name in classes):
        raise ListInvalid(where, "names a class that the list does not have")
    return Rule(
        id=row["id"],
        classes=tuple(classes),
        within=_whole(where, "within", row.get("within"), 1, 20),
        **_common(where, row),
        order=_one_of(where, "order", row.get("order", "any"), ("fixed", "any")),
    )


def _common(where: str, row: Mapping[str, Any]) -> dict[str, Any]:
    kinds = row.get("kinds", sorted(KINDS))
    if (
        not isinstance(kinds, Sequence)
        or not kinds
        or not all(isinstance(k, str) and k in KINDS for k in kinds)
    ):
        raise ListInvalid(where, f"has kinds that are not among {', '.join(sorted(KINDS))}")
    return {
        "category": _matching(where, "category", row.get("category"), _CATEGORY),
        "severity": _one_of(where, "severity", row.get("severity", "warning"), SEVERITIES),
        "kinds": frozenset(kinds),
        "note": _text(where, "note", row.get("note")),
        "source": _text(where, "source", row.get("source")),
    }


def _row_name(where: str, row: Mapping[str, Any], known: frozenset[str]) -> str:
    if not isinstance(row.get("id"), str) or not _ID.fullmatch(row["id"]) or len(row["id"]) > 80:
        raise ListInvalid(where, "has no id of small letters, digits and single hyphens")
    where = f"{where} ({row['id']})"
    _known(where, row, known)
    return where


def _class(name: str, key: Any, entry: Any) -> WordClass:
    named = isinstance(key, str) and len(key) <= 60 and _ID.fullmatch(key)
    where = f"{name} class {key}" if named else f"{name} classes"
    if not isinstance(entry, Mapping) or entry.keys() not in ({"words"}, {"numbers"}) or not named:
        raise ListInvalid(where, "needs a name of small letters, and either words or numbers")
    if "words" in entry:
        return WordClass(key, _phrases(where, entry["words"]))
    bounds = entry["numbers"]
    if not isinstance(bounds, Sequence) or len(bounds) != 2:
        raise ListInvalid(where, "needs the lowest and the highest number")
    low, high = (_whole(where, "numbers", bound, 0, 9_999) for bound in bounds)
    if low > high:
        raise ListInvalid(where, "has a lowest number above the highest")
    return WordClass(key, low=low, high=high)


def _phrases(where: str, phrases: Any) -> tuple[str, ...]:
    if not isinstance(phrases, Sequence) or isinstance(phrases, str) or not phrases:
        raise ListInvalid(where, "needs words")
    if not all(
        isinstance(word, str) and len(word.strip()) > 0 and len(word) <= MAX_PHRASE for word in phrases
    ):
        raise ListInvalid(where, "has a word that is none")
    return tuple(phrases)


def _known(where: str, found: Mapping[Any, Any], known: frozenset[str]) -> None:
    if not found.keys() <= known:
        raise ListInvalid(where, "has a field that is not known")


def _once(name: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for entry in ids:
        if entry in seen:
            raise ListInvalid(f"{name} {entry}", "stands twice")
        seen.add(entry)


def _mapping(where: str, what: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ListInvalid(where, f"{what} is not a mapping")
    return value


def _matching(where: str, what: str, value: Any, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ListInvalid(where, f"has no valid {what}")
    return value


def _one_of(where: str, what: str, value: Any, known: Sequence[str]) -> str:
    if value not in known:
        raise ListInvalid(where, f"has a {what} that is not {' or '.join(known)}")
    return str(value)


def _whole(where: str, what: str, value: Any, low: int, high: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise ListInvalid(where, f"needs {what} from {low} to {high}")
    return value


def _text(where: str, what: str, value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > MAX_PHRASE:
        raise ListInvalid(where, f"has a {what} that is no text of at most {MAX_PHRASE:,} characters")
    return value
