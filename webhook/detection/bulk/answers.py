"""What is said of a record: an action, a category, a severity. Never a text, a term or a score."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from ..finding import SEVERITIES, Detector, Finding

Action = Literal["none", "notice", "warning"]

SURE = frozenset({"exact", "inflected", "joined"})
"""The tiers that lead to a warning; the others, and every term that its list calls a notice, to a notice."""

_ACTIONS: tuple[Action, ...] = ("none", "notice", "warning")


class Answer(NamedTuple):
    """For one record; category and severity are None where the action is `none`."""

    action: Action
    category: str | None = None
    severity: str | None = None


NOTHING = Answer("none")


def action_of(finding: Finding) -> Action:
    """What a finding leads to. A context (help, news …) changes words, never this."""
    return "warning" if finding.tier in SURE and finding.severity != "notice" else "notice"


def answer(detector: Detector, texts: Iterable[str], kinds: tuple[str, ...]) -> Answer:
    """The gravest answer to any of the texts under any of the kinds."""
    best = NOTHING
    for text in texts:
        for kind in kinds:
            finding = detector.screen(text, kind)
            if finding is not None:
                best = max(best, Answer(action_of(finding), finding.category, finding.severity), key=_weight)
    return best


def _weight(one: Answer) -> tuple[int, int]:
    return _ACTIONS.index(one.action), SEVERITIES.index(one.severity) if one.severity else -1
