"""Does data/ hold together? More than loading asks: languages, topics, wording, examples, contacts, signatures."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from webhook.content.catalogue import Content
from webhook.content.checks import (
    answers,
    contacts,
    coverage,
    forms,
    musts,
    promises,
    signatures,
    understanding,
    wording,
)
from webhook.content.checks.plain import plainly
from webhook.content.checks.written import Written
from webhook.content.errors import ContentInvalid
from webhook.content.schemas import Schemas

__all__ = ["Report", "check"]


@dataclass
class Report:
    """`problems` must be mended before a release; `notes` are for a person to look at."""

    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def check(root: Path, today: Callable[[], date] = lambda: datetime.now(UTC).date()) -> Report:
    """One sentence per finding, each naming file, line and what to do. Files that can't be loaded are told alone."""
    try:
        content = Content.load(root, directory="unchecked", today=today)
    except ContentInvalid as invalid:
        return Report(problems=[plainly(problem, root) for problem in invalid.problems])
    schemas, written = Schemas(root / "schema"), Written(root)
    problems: list[str] = []
    for path in sorted((root / "lexicon").glob("*.yml")):
        schemas.read("lexicon", path, problems)
    desk = schemas.read("desk", root / "demo" / "desk.yml", problems)
    problems += coverage.problems(content, written)
    problems += forms.problems(content, written)
    problems += promises.problems(content, written)
    problems += musts.problems(content, written, schemas)
    problems += answers.problems(content, written)
    problems += understanding.problems(content, written, schemas)
    problems += wording.problems(content, written, schemas, desk)
    problems += contacts.problems(content, today())
    problems += signatures.problems(written)
    notes = [*contacts.notes(content, today()), *signatures.notes(written)]
    return Report([plainly(problem, root) for problem in problems], notes)
