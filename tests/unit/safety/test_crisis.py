"""What the crisis screen sees, and what it must not see. The cases are crisis.yml, for whoever adds a phrase."""

from pathlib import Path

import pytest

from webhook.content import files
from webhook.safety import Screen

CASES = [
    (said, topic)
    for topic, sayings in files.read(Path(__file__).with_name("crisis.yml")).items()
    for said in sayings
]


@pytest.mark.parametrize(("said", "topic"), CASES)
def test_a_crisis_is_seen_and_a_near_miss_is_not(screen: Screen, said: str, topic: str) -> None:
    assert (screen.check(said, "en").crisis or "none") == topic


def test_a_crisis_is_seen_whatever_language_the_page_has(screen: Screen) -> None:
    assert screen.check("I want to die", "hi").crisis == "crisis.suicide"


def test_a_crisis_is_seen_beside_other_words(screen: Screen) -> None:
    said = "I was looking at this page all night and nothing helps. " * 20 + "I want to die."
    assert screen.check(said, "en").crisis == "crisis.suicide"


def test_words_do_not_join_across_the_end_of_a_sentence(screen: Screen) -> None:
    assert screen.check("I want to stop. Die Hard is a film.", "en").crisis is None


def test_a_harmless_meaning_does_not_hide_a_crisis_beside_it(screen: Screen) -> None:
    assert screen.check("I'm dying of laughter, no, I want to die", "en").crisis == "crisis.suicide"


def test_what_a_visitor_writes_stays_out_of_spacys_vocabulary(screen: Screen) -> None:
    screen.check("I want to die because of qwzjvxy", "en")
    vocabularies = [phrases._vocab for phrases in screen._crises.values()]
    assert vocabularies
    assert all("qwzjvxy" not in vocabulary.strings for vocabulary in vocabularies)
