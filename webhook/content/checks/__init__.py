"""Does data/ hold together? More than loading asks: languages, wording, reading age, contacts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from webhook.content.catalogue import Content
from webhook.content.checks import contacts, coverage, promises, wording
from webhook.content.errors import ContentInvalid
from webhook.content.schemas import Schemas

__all__ = ["Report", "check"]


@dataclass
class Report:
    """`problems` must be mended before a release; `notes` are for a person to look at."""

    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def check(root: Path, today: Callable[[], date] = lambda: datetime.now(UTC).date()) -> Report:
    """One sentence per finding, each naming file and place. Files that can't be loaded are told alone."""
    try:
        content = Content.load(root, directory="unchecked", today=today)
    except ContentInvalid as invalid:
        return Report(problems=list(invalid.problems))
    report = Report()
    schemas = Schemas(root / "schema")
    for path in sorted((root / "lexicon").glob("*.yml")):
        schemas.read("lexicon", path, report.problems)
    desk = schemas.read("desk", root / "demo" / "desk.yml", report.problems)
    report.problems += coverage.problems(content)
    report.problems += promises.problems(content)
    report.problems += wording.problems(content, root, schemas, desk)
    report.problems += contacts.problems(content, today())
    report.notes += contacts.notes(content, today())
    return report
