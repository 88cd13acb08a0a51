"""The states of a conversation and the moves between them, as one table."""

from enum import StrEnum

from webhook.domain.errors import IllegalMove


class State(StrEnum):
    """Where a conversation stands. `CLOSED` and `LEFT` are final."""

    WARNED = "warned"
    TALKING = "talking"
    WAITING = "waiting"
    WITH_PERSON = "with_person"
    WRAPPING = "wrapping"
    CLOSED = "closed"
    LEFT = "left"


class Move(StrEnum):
    """What can happen to a conversation."""

    TALK = "talk"
    REQUEST = "request"
    ACCEPT = "accept"
    WITHDRAW = "withdraw"
    TIMEOUT = "timeout"
    GIVE_BACK = "give_back"
    WRAP = "wrap"
    CLOSE = "close"
    LEAVE = "leave"
    EXPIRE = "expire"


FINAL = frozenset({State.CLOSED, State.LEFT})
OPEN = frozenset(State) - FINAL

MOVES: dict[tuple[State, Move], State] = {
    (State.WARNED, Move.TALK): State.TALKING,
    (State.TALKING, Move.REQUEST): State.WAITING,
    (State.WAITING, Move.ACCEPT): State.WITH_PERSON,
    (State.WAITING, Move.WITHDRAW): State.TALKING,
    (State.WAITING, Move.TIMEOUT): State.TALKING,
    (State.WITH_PERSON, Move.GIVE_BACK): State.TALKING,
    (State.WITH_PERSON, Move.WRAP): State.WRAPPING,
    (State.WRAPPING, Move.CLOSE): State.CLOSED,
    **{(state, Move.LEAVE): State.LEFT for state in OPEN},
    **{(state, Move.EXPIRE): State.CLOSED for state in OPEN},
}


def advance(state: State, move: Move) -> State:
    """The state after `move`; raises `IllegalMove` where the table has no such move."""
    try:
        return MOVES[state, move]
    except KeyError:
        raise IllegalMove(state, move) from None
