"""What a detector is asked and what it answers."""

from dataclasses import dataclass
from typing import Literal, Protocol

TIERS = ("fuzzy", "rule", "order", "joined", "inflected", "exact")
"""How sure a hit is, least sure first.

exact: the same words after folding. inflected: with an ending of the language. joined: words split or run
together. order: the words apart or in another order. rule: a compound rule. fuzzy: one letter off.
"""

SEVERITIES = ("notice", "warning", "high")
"""How grave the owner of the list says a term is, mildest first."""

KINDS = frozenset({"search", "link", "upload", "prompt", "chat", "profile"})
"""What may trigger a screening."""

CONTEXTS = ("survivor", "help", "prevention", "research", "news")
"""What else the query is about, the most urgent first."""


@dataclass(frozen=True)
class Finding:
    """That something was found, never what: no term, no position, no score.

    `severity` is one of SEVERITIES, `tier` one of TIERS, `context` one of CONTEXTS or None.
    """

    category: str
    severity: str
    tier: str = "exact"
    context: str | None = None


Action = Literal["none", "notice", "warning"]

SURE = frozenset({"exact", "inflected", "joined"})
"""The tiers that lead to a warning; the others, and every term that its list calls a notice, to a notice."""


def action_of(finding: Finding) -> Action:
    """What a finding leads to. A context (help, news …) changes words, never this."""
    return "warning" if finding.tier in SURE and finding.severity != "notice" else "notice"


class Detector(Protocol):
    """Screens one query in memory. An implementation stores nothing and logs nothing of it."""

    def screen(self, query: str, kind: str, lists: frozenset[str] | None = None) -> Finding | None:
        """The gravest finding of the lists named (None: of all), or None. `kind` is one of KINDS."""
        ...

    def unfinished(self, query: str, kind: str, lists: frozenset[str] | None = None) -> Finding | None:
        """As `screen`, for words still being typed: the last one may be the beginning of a term's end."""
        ...
