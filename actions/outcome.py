"""What an action decides."""

from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Sequence


@dataclass(frozen=True)
class Outcome:
    """Replies in order, slots to set, or another intent that this turn amounts to."""

    replies: List[Dict[str, Any]] = field(default_factory=list)
    slots: Dict[str, Any] = field(default_factory=dict)
    becomes: Optional[str] = None


def reply(key: str, *, cards: Sequence[Dict[str, Any]] = (), buttons: Sequence[str] = ()) -> Dict[str, Any]:
    """A reply by its key. `cards` come after those of the response file, `buttons` (intents) replace its own."""
    chosen: Dict[str, Any] = {"key": key}
    if cards:
        chosen["cards"] = list(cards)
    if buttons:
        chosen["buttons"] = list(buttons)
    return chosen


def command(name: str) -> Dict[str, Any]:
    """Something the service is to carry out."""
    return {"command": name}
