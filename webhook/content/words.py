"""data/warnings/<language>.yml: all fixed words of one language."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from webhook.content.errors import UnknownKey, ValueMissing
from webhook.content.schemas import Schemas
from webhook.content.shapes import Button

SECTIONS = ("ui", "notices", "consent", "sms", "helplines", "facts", "handoff", "staff")


class Words:
    """The fixed words of one language. Raises UnknownKey for a key that no section has."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self.language: str = document["language"]
        self.name: str = document["name"]
        self.direction: str = document["direction"]
        self.called: tuple[str, ...] = tuple(document["called"])
        self.limited: bool = document["understanding"] == "limited"

    def section(self, name: str) -> dict[str, str]:
        return dict(self._document[name])

    def text(self, section: str, key: str, values: Mapping[str, object]) -> str:
        """The text with its names in braces filled in. Raises UnknownKey, ValueMissing."""
        try:
            text: str = self._document[section][key]
        except KeyError:
            raise UnknownKey(f"{section} > {key}") from None
        return fill(text, values)

    def doors(self) -> tuple[Button, ...]:
        return tuple(Button(id, label) for id, label in self._document["doors"].items())

    def warning(
        self, kind: str, law: str | None, action: str = "warning", context: str | None = None
    ) -> dict[str, Any]:
        """The words of an action ("warning" or "notice") for a trigger kind; an unknown kind is answered as a search.

        A context that we have words for ("survivor", "help" …) puts them first.
        """
        warning = self._document["warning"]
        kinds = warning["notice" if action == "notice" else "kinds"]
        words, law = kinds.get(kind) or kinds["search"], law or warning["law"]
        around = warning["contexts"].get(context)
        if around:
            paragraphs = [around["first"], around["then"], law]
        elif action == "notice":
            paragraphs = [words["harm"], words["help"], law]
        else:
            paragraphs = [law, words["harm"], words["help"]]
        return {
            "title": words["title"],
            "paragraphs": paragraphs,
            "machine": warning["machine"],
            "kept": warning["kept"],
            "promise": warning["promise"],
        }

    def emergency(self, number: str, others: tuple[tuple[str, str], ...]) -> str:
        """What to say beside an emergency number; `others` are (number, service)."""
        words = self._document["emergency"]
        parts = [fill(words["text"], {"number": number})]
        for other, service in others:
            parts.append(fill(words["also"], {"number": other, "service": words["services"][service]}))
        return " ".join([*parts, words["limits"]])

    def spoken(self) -> Iterator[tuple[str, str]]:
        """The texts that are in no flat section, each with its place."""
        warning, emergency = self._document["warning"], self._document["emergency"]
        yield from ((f"warning > {key}", text) for key, text in warning.items() if isinstance(text, str))
        for group in ("kinds", "notice", "contexts"):
            for name, parts in warning[group].items():
                yield from ((f"warning > {group} > {name} > {part}", text) for part, text in parts.items())
        yield from ((f"doors > {id}", label) for id, label in self._document["doors"].items())
        yield from ((f"emergency > {key}", text) for key, text in emergency.items() if key != "services")

    def emergency_general(self) -> str:
        return str(self._document["emergency"]["general"])


def fill(text: str, values: Mapping[str, object]) -> str:
    """Put values in the places of a text; a value is never read as a text with places of its own."""
    try:
        return text.format_map(values)
    except KeyError as missing:
        raise ValueMissing(f"no value for {missing.args[0]}") from None


def places(text: str) -> set[str]:
    """The names in braces of a text."""
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def load(root: Path, schemas: Schemas, problems: list[str]) -> dict[str, Words]:
    """Words by language; adds one sentence per problem."""
    found = {}
    for path in sorted((root / "warnings").glob("*.yml")):
        document = schemas.read("warnings", path, problems)
        if document is None:
            continue
        if document["language"] != path.stem:
            problems.append(
                f"data/warnings/{path.name}: language is {document['language']}, not the file's name."
            )
        found[document["language"]] = Words(document)
        problems.extend(_odd_places(path.name, document))
    return found


def _odd_places(file: str, document: Mapping[str, Any]) -> list[str]:
    problems = []
    for section in SECTIONS:
        for key, text in document[section].items():
            try:
                odd = sorted(place for place in places(text) if not place.isidentifier())
            except ValueError:
                odd = ["a brace that is not closed"]
            problems += [
                f"data/warnings/{file}: {section} > {key}: {place or 'an empty pair'} can't be filled in."
                for place in odd
            ]
    return problems
