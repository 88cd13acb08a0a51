"""What the matching rooms know of a term or a rule."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .finding import SEVERITIES, TIERS


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A term or rule made ready: words after folding, and what a hit is worth.

    `bounded` is false where a hit may begin and end inside a word; `exact_only` is for terms too short to be found
    in any other spelling; `varied` ones are indexed under spellings other than their own.
    """

    id: str
    list: str
    category: str
    severity: int
    kinds: frozenset[str]
    language: str = "und"
    words: tuple[str, ...] = field(default=(), repr=False)
    stems: tuple[str, ...] = field(default=(), repr=False)
    any_order: bool = False
    gap: int = 0
    bounded: bool = True
    exact_only: bool = False
    varied: bool = False


EXACT, INFLECTED, JOINED, ORDER, RULE, FUZZY = (
    TIERS.index(tier) for tier in ("exact", "inflected", "joined", "order", "rule", "fuzzy")
)
STRONG = JOINED
"""From here on the words themselves were found; below they were only near."""


class Hit(NamedTuple):
    """An entry that was found, and how surely (a place in TIERS)."""

    entry: Entry
    tier: int

    def weight(self) -> tuple[bool, int, int, str]:
        """For comparing: sure before near, then severity, then tier; the id settles what is equal."""
        return self.tier >= STRONG, self.entry.severity, self.tier, self.entry.id


def severity_rank(name: str) -> int:
    """The place of a severity in SEVERITIES."""
    return SEVERITIES.index(name)
