"""The states of a handoff: from the visitor's approval to the end of the talk with a person."""

from enum import StrEnum

from webhook.domain.errors import IllegalMove


class Channel(StrEnum):
    """How the person is reached."""

    CHAT = "chat"
    SMS = "sms"


class HandoffState(StrEnum):
    """`REQUESTED` waits for the phone to answer the first text; `QUEUED` for a member of staff."""

    REQUESTED = "requested"
    QUEUED = "queued"
    ACTIVE = "active"
    CLOSED = "closed"
    RETURNED = "returned_to_bot"
    WITHDRAWN = "withdrawn"
    FALLBACK = "fallback"
    VISITOR_GONE = "visitor_gone"


class HandoffMove(StrEnum):
    """What can happen to a handoff."""

    CONFIRM = "confirm"
    ACCEPT = "accept"
    CLOSE = "close"
    GIVE_BACK = "give_back"
    WITHDRAW = "withdraw"
    TIMEOUT = "timeout"
    LEAVE = "leave"


ENDED = frozenset(
    {
        HandoffState.CLOSED,
        HandoffState.RETURNED,
        HandoffState.WITHDRAWN,
        HandoffState.FALLBACK,
        HandoffState.VISITOR_GONE,
    }
)
LIVE = frozenset(HandoffState) - ENDED
PENDING = frozenset({HandoffState.REQUESTED, HandoffState.QUEUED})

MOVES: dict[tuple[HandoffState, HandoffMove], HandoffState] = {
    (HandoffState.REQUESTED, HandoffMove.CONFIRM): HandoffState.QUEUED,
    (HandoffState.QUEUED, HandoffMove.ACCEPT): HandoffState.ACTIVE,
    (HandoffState.ACTIVE, HandoffMove.CLOSE): HandoffState.CLOSED,
    (HandoffState.ACTIVE, HandoffMove.GIVE_BACK): HandoffState.RETURNED,
    **{(state, HandoffMove.WITHDRAW): HandoffState.WITHDRAWN for state in PENDING},
    **{(state, HandoffMove.TIMEOUT): HandoffState.FALLBACK for state in PENDING},
    **{(state, HandoffMove.LEAVE): HandoffState.VISITOR_GONE for state in LIVE},
}


def advance(state: HandoffState, move: HandoffMove) -> HandoffState:
    """The state after `move`; raises `IllegalMove` where the table has no such move."""
    try:
        return MOVES[state, move]
    except KeyError:
        raise IllegalMove(state, move) from None


PRIORITY_RANK = {"urgent": 0, "high": 1, "normal": 2}
"""Queue order: the smaller number is served first (topics.yml: urgent > high > normal)."""
