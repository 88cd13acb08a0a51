"""What the crisis screen sees, and what it must not see. The cases are crisis.yml, for whoever adds a phrase."""

from pathlib import Path

import pytest

from webhook.content import files
from webhook.safety import Screen

HERE = Path(__file__).parent
LANGUAGES = {"en": HERE / "crisis.yml"} | {path.stem[-2:]: path for path in HERE.glob("crisis-??.yml")}
CASES = [
    (language, said, topic)
    for language, path in sorted(LANGUAGES.items())
    for topic, sayings in files.read(path).items()
    for said in sayings
]
WHOSE = [(said, subject) for subject, sayings in files.read(HERE / "subject.yml").items() for said in sayings]


@pytest.mark.parametrize(("language", "said", "topic"), CASES)
def test_a_crisis_is_seen_and_a_near_miss_is_not(
    screen: Screen, language: str, said: str, topic: str
) -> None:
    assert (screen.check(said, language).crisis or "none") == topic


@pytest.mark.parametrize(("said", "subject"), WHOSE)
def test_whose_life_it_is_is_told(screen: Screen, said: str, subject: str) -> None:
    screened = screen.check(said, "en")
    assert (screened.crisis, screened.subject) == ("crisis.suicide", subject)


def test_only_a_life_has_a_subject(screen: Screen) -> None:
    assert screen.check("I am going to kill my boss", "en").subject is None


def test_a_crisis_is_seen_where_details_are_taken_out(screen: Screen) -> None:
    screened = screen.check("my name is John Smith, call 07700 900123, I want to die", "en")
    assert screened.crisis == "crisis.suicide"
    assert screened.removed == ("name", "phone")


def test_a_denial_in_one_language_holds_for_a_word_of_another(screen: Screen) -> None:
    assert screen.check("mujhe suicide nahi karna", "hi").crisis is None


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
