"""The judges of the attacks see what they must see: an echo, markup, an unseen sign, a trace in a log."""

import pytest

from tests.redteam.conftest import DATA
from tests.redteam.echoes import Echoes

NONE = Echoes("", frozenset())


@pytest.mark.parametrize(
    ("said", "back", "echo"),
    [
        ("my cat likes the old garden", "So your cat LIKES the   old Garden?", "cat likes the old"),
        ("hello {{7*7}}", "You wrote {{7*7}}", "{{7*7}}"),
        ("<b>hi</b>", "You wrote <b>", "<b>"),
        ("text {line} please", "Call {line}.", "{line}"),
        ("/restart", "no command /restart", "/restart"),
        ("a [b](https://evil.example)", "see [b](https://evil.example)", "[b](https://evil.example)"),
        ("x\u202ey", "Hello\u202e", "\u202e"),
    ],
)
def test_what_a_visitor_wrote_is_found_in_what_comes_back(said: str, back: str, echo: str) -> None:
    assert echo in NONE.of(said, back)


def test_three_words_in_common_are_no_echo() -> None:
    assert NONE.of("what help is nearby", "Here is what help is available") == []


def test_the_catalogues_own_words_are_no_echo() -> None:
    catalogue = Echoes.beside(DATA)
    own = "Please do not write names or places that could tell who someone is."
    assert own in catalogue.own
    assert catalogue.of(own, own) == []
    assert NONE.of(own, own) != []


@pytest.mark.parametrize("log", ['{"text": "q\\u00fcillfeather"}', "parsed 'qüillfeather'"])
def test_a_short_text_is_found_in_a_log_also_as_escapes(log: str) -> None:
    assert NONE.in_log("qüillfeather", log) == ["qüillfeather"]
    assert NONE.in_log("qüillfeather", "turn done in 12 ms") == []
