"""data/locales/<country>.yml: what is known of a country, dated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from webhook.content.schemas import Schemas
from webhook.content.shapes import Locale


@dataclass(frozen=True)
class Ages:
    """`child_under`: whom the law on such images protects. `majority` is None where a country has several ages."""

    majority: int | None
    child_under: int | None


class Locales:
    """Countries by their ISO 3166-1 alpha-2 code; a country without a file is known by its code only."""

    def __init__(
        self, locales: dict[str, Locale], today: Callable[[], date], ages: Mapping[str, Ages] | None = None
    ) -> None:
        self.all = locales
        self._today = today
        self._ages = ages or {}

    def named(self, country: str | None) -> Locale:
        code = (country or "").upper()
        return self.all.get(code) or Locale(country=code, name=code, languages=())

    def ages(self, country: str | None) -> Ages:
        """What counts as grown up in a country; both None where we do not know."""
        return self._ages.get((country or "").upper(), Ages(None, None))

    def law(self, country: str | None, language: str) -> str | None:
        """The law in one line, or None where we do not know it, or no longer know it, in this language."""
        locale = self.named(country)
        expired = locale.expires_on is not None and date.fromisoformat(locale.expires_on) < self._today()
        return None if expired else locale.law.get(language)


def load(root: Path, schemas: Schemas, problems: list[str], today: Callable[[], date]) -> Locales:
    """Adds one sentence per problem."""
    locales: dict[str, Locale] = {}
    ages: dict[str, Ages] = {}
    for path in sorted((root / "locales").glob("*.yml")):
        entry = schemas.read("locales", path, problems)
        if entry is None:
            continue
        if entry["country"].lower() != path.stem:
            problems.append(f"data/locales/{path.name}: country is {entry['country']}, not the file's name.")
        locales[entry["country"]] = _locale(entry)
        ages[entry["country"]] = Ages(entry["ages"]["age_of_majority"], entry["ages"]["child_under"])
    return Locales(locales, today, ages)


def _locale(entry: dict[str, Any]) -> Locale:
    return Locale(
        country=entry["country"],
        name=entry["name"],
        languages=tuple(entry["languages"]),
        law=entry["law"] or {},
        as_of=entry["as_of"],
        expires_on=entry["expires_on"],
    )
