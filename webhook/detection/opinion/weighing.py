"""What a second opinion may do to a finding of the lists.

| the lists say          | the opinion says grave           | unsure | ordinary |
|------------------------|----------------------------------|--------|----------|
| nothing                | nothing                          | nothing | nothing |
| fuzzy, rule, order     | joined, unless there is a context | as it is | as it is |
| joined, inflected      | as it is                         | as it is | order   |
| exact                  | as it is                         | as it is | as it is |

Category, severity and context stay in every case. No row leads from a finding to nothing or from nothing to a finding.
"""

from dataclasses import replace
from typing import Literal, Protocol

from ..finding import Detector, Finding
from ..folding import fold

Leaning = Literal["grave", "unsure", "ordinary"]
LEANINGS: tuple[Leaning, ...] = ("grave", "unsure", "ordinary")

LONGEST = 2_000
"""Characters. A longer query is not weighed: the time is bounded, and an opinion on a part would be none."""

_RAISED = {"fuzzy": "joined", "rule": "joined", "order": "joined"}
_SOFTENED = {"joined": "order", "inflected": "order"}


class Opinion(Protocol):
    """Judges a whole query. Coarse on purpose: no score leaves it. Stores nothing and logs nothing of it."""

    def weigh(self, folded: str) -> Leaning:
        """What a text (folded by `fold`) leans to. Asked only where the lists have found something."""
        ...


class Weighed:
    """A detector whose findings a second opinion may soften or raise; the lists stay in charge."""

    def __init__(self, detector: Detector, opinion: Opinion) -> None:
        self._detector = detector
        self._opinion = opinion

    def screen(self, query: str, kind: str, lists: frozenset[str] | None = None) -> Finding | None:
        """As the detector's own, its tier weighed."""
        return self._weighed(self._detector.screen(query, kind, lists), query)

    def unfinished(self, query: str, kind: str, lists: frozenset[str] | None = None) -> Finding | None:
        """As the detector's own: half a query is nothing to have an opinion on."""
        return self._detector.unfinished(query, kind, lists)

    def _weighed(self, finding: Finding | None, query: str) -> Finding | None:
        if finding is None or finding.tier == "exact" or len(query) > LONGEST:
            return finding
        try:
            leaning = self._opinion.weigh(fold(query))
        except Exception:  # whatever fails in there, the finding of the lists stands
            return finding
        return replace(finding, tier=_tier(finding, leaning))


def _tier(finding: Finding, leaning: Leaning) -> str:
    if leaning == "grave" and finding.context is None:
        # Who asks for help, or reads the news, is not met more sharply because of a model.
        return _RAISED.get(finding.tier, finding.tier)
    if leaning == "ordinary":
        return _SOFTENED.get(finding.tier, finding.tier)
    return finding.tier
