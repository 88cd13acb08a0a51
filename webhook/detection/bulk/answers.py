"""What is said of a record: an action, a category, a severity. Never a text, a term or a score."""

from collections.abc import Iterable
from typing import NamedTuple

from ..finding import SEVERITIES, Action, Detector, action_of

_ACTIONS: tuple[Action, ...] = ("none", "notice", "warning")


class Answer(NamedTuple):
    """For one record; category and severity are None where the action is `none`."""

    action: Action
    category: str | None = None
    severity: str | None = None


NOTHING = Answer("none")


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
