"""Every state meets every move: the table says what happens, and nothing else does."""

import itertools

import pytest

from webhook.domain import handoffs, states
from webhook.domain.errors import IllegalMove
from webhook.domain.handoffs import ENDED, HandoffMove, HandoffState
from webhook.domain.states import FINAL, Move, State


@pytest.mark.parametrize(("state", "move"), list(itertools.product(State, Move)))
def test_a_conversation_moves_as_the_table_says(state: State, move: Move) -> None:
    if (state, move) in states.MOVES:
        assert states.advance(state, move) is states.MOVES[state, move]
    else:
        with pytest.raises(IllegalMove):
            states.advance(state, move)


@pytest.mark.parametrize(("state", "move"), list(itertools.product(HandoffState, HandoffMove)))
def test_a_handoff_moves_as_the_table_says(state: HandoffState, move: HandoffMove) -> None:
    if (state, move) in handoffs.MOVES:
        assert handoffs.advance(state, move) is handoffs.MOVES[state, move]
    else:
        with pytest.raises(IllegalMove):
            handoffs.advance(state, move)


@pytest.mark.parametrize("state", sorted(FINAL))
def test_closed_and_left_are_final(state: State) -> None:
    assert not [move for origin, move in states.MOVES if origin is state]


@pytest.mark.parametrize("state", sorted(ENDED))
def test_an_ended_handoff_never_lives_again(state: HandoffState) -> None:
    assert not [move for origin, move in handoffs.MOVES if origin is state]


@pytest.mark.parametrize("state", sorted(set(State) - FINAL))
def test_a_visitor_can_leave_from_everywhere(state: State) -> None:
    assert states.advance(state, Move.LEAVE) is State.LEFT


def reachable(start: State) -> set[State]:
    seen, todo = {start}, [start]
    while todo:
        here = todo.pop()
        for (origin, _), target in states.MOVES.items():
            if origin is here and target not in seen:
                seen.add(target)
                todo.append(target)
    return seen


def test_every_state_can_be_reached_and_every_open_one_can_end() -> None:
    assert reachable(State.WARNED) == set(State)
    for state in set(State) - FINAL:
        assert reachable(state) & FINAL
