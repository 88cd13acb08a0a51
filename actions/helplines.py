"""Which helplines belong to a situation."""

from typing import Any, Dict, List, Optional

from actions.turn import Turn

# Services that help beside the situation's own; an emergency number leads where a life may be at stake.
BESIDE = {"victim": ["takedown"], "crisis": []}
EMERGENCY = {"kind": "emergency"}


def card(audience: str, limit: Optional[int] = None) -> Dict[str, Any]:
    """A card of services for `audience`; the service looks them up for the visitor's country."""
    return {"kind": "helplines", "audience": audience, **({"limit": limit} if limit else {})}


def of_situation(turn: Turn) -> List[Dict[str, Any]]:
    """Cards for what has been said so far; a person under 18 always gets services for young people."""
    audiences = [turn.audience, *BESIDE.get(turn.audience, [])]
    if turn.under_18 and "young_person" not in audiences:
        audiences.insert(0, "young_person")
    first = [EMERGENCY] if turn.audience == "crisis" else []
    return [*first, *(card(audience) for audience in audiences)]


def single(turn: Turn) -> Dict[str, Any]:
    """One service, for a goodbye."""
    return card("young_person" if turn.under_18 and turn.audience != "crisis" else turn.audience, limit=1)
