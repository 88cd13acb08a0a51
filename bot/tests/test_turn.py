"""The body of a request."""

from typing import Any, Dict

import pytest

from bot.turn import Turn, TurnInvalid


def body(**changes: Any) -> Dict[str, Any]:
    about = {"language": "en", "country": "GB", "door": None, "topic": None}
    return {"sender": "abc-1", "text": "hello", "new_session": False, "metadata": about, **changes}


@pytest.mark.parametrize("typed", ["/restart", " / / /restart", "\u200b/restart", "\t//restart"])
def test_a_leading_slash_is_taken_off_a_text(typed: str) -> None:
    assert Turn.from_body(body(text=typed)).text == "restart"


def test_a_slash_inside_a_text_stays() -> None:
    assert Turn.from_body(body(text="yes/no")).text == "yes/no"


@pytest.mark.parametrize(
    "changes",
    [
        {"sender": ""},
        {"sender": "a b"},
        {"sender": 5},
        {"text": None},
        {"text": 5},
        {"text": "x" * 4001},
        {"intent": "own_wants_to_stop"},
        {"text": None, "intent": "restart{}"},
        {"new_session": "yes"},
        {"metadata": []},
        {"metadata": {"country": "gb "}},
        {"metadata": {"minor": 1}},
    ],
)
def test_a_wrong_field_is_refused_and_not_repeated(changes: Dict[str, Any]) -> None:
    with pytest.raises(TurnInvalid) as refusal:
        Turn.from_body(body(**changes))
    assert "x" * 20 not in str(refusal.value)


@pytest.mark.parametrize("nothing", [None, [], "text", 7])
def test_a_body_that_is_no_object_is_refused(nothing: Any) -> None:
    with pytest.raises(TurnInvalid, match="body"):
        Turn.from_body(nothing)


def test_metadata_that_the_bot_does_not_need_are_let_through_and_dropped() -> None:
    turn = Turn.from_body(body(metadata={"ways": ["chat"], "later": 1}))
    assert not {"ways", "later"} & set(turn.metadata(None))


@pytest.mark.parametrize("about", [{"door": "door.under_18"}, {"topic": "own.young_person"}, {"minor": True}])
def test_the_service_can_remind_the_bot_of_a_young_person(about: Dict[str, Any]) -> None:
    assert Turn.from_body(body(metadata=about)).says_under_18
