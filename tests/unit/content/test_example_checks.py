"""What `turnpoint content check` says of the examples of what people write."""

import re
from pathlib import Path

import pytest

from webhook.content import Content
from webhook.content.checks import check, understanding
from webhook.content.checks.written import Written
from webhook.content.schemas import Schemas

GREET = "data/nlu/en/control.yml"


def told(folder: Path) -> str:
    content = Content.load(folder)
    return "\n".join(understanding.problems(content, Written(folder), Schemas(folder / "schema")))


def written(folder: Path, language: str, intent: str, *texts: str) -> None:
    """One more file of examples."""
    path = folder / "nlu" / language / "more.yml"
    path.parent.mkdir(exist_ok=True)
    block = "".join(f"      - {text}\n" for text in texts)
    path.write_text(f'version: "3.1"\nnlu:\n  - intent: {intent}\n    examples: |\n{block}', encoding="utf-8")


def test_the_examples_of_this_copy_pass(english: Path) -> None:
    assert told(english) == ""


def test_a_tab_is_told_with_file_line_and_what_to_do(english: Path) -> None:
    path = english / "nlu" / "en" / "more.yml"
    path.write_text('version: "3.1"\nnlu:\n\t- intent: ask_law\n', encoding="utf-8")
    assert "data/nlu/en/more.yml:3: a tab stands here: write spaces instead." in check(english).problems


def test_a_wrong_key_is_told(english: Path) -> None:
    path = english / "nlu" / "en" / "more.yml"
    path.write_text('version: "3.1"\nnlu:\n  - intnt: ask_law\n    examples: "- a"\n', encoding="utf-8")
    found = "\n".join(check(english).problems)
    assert "data/nlu/en/more.yml:3: nlu > 0: intent is missing: add it." in found
    assert "intnt is no key of such a file: correct its spelling, or take it out." in found


def test_an_intent_of_no_topic_is_told(english: Path) -> None:
    written(english, "en", "no_such_intent", "quite new words here")
    assert "data/nlu/en/more.yml:4: no_such_intent is of no topic: correct it, or name it" in told(english)


@pytest.mark.parametrize("intent", ["door_me", "barrier", "none_of_these"])
def test_examples_of_what_is_only_pressed_are_told(english: Path, intent: str) -> None:
    written(english, "en", intent, "quite new words here")
    assert f"{intent} is only pressed: take its examples out" in told(english)


def test_an_example_of_two_intents_is_told_with_both_places(english: Path) -> None:
    written(english, "en", "ask_law", "some new words", "Good morning, SOMEBODY new!")
    path = english / "nlu" / "en" / "still_more.yml"
    path.write_text(
        'version: "3.1"\nnlu:\n  - intent: control_greet\n    examples: |\n      - good morning somebody new\n',
        encoding="utf-8",
    )
    assert re.search(
        r"data/nlu/en/still_more.yml:5: “good morning somebody new” of control_greet stands at"
        r" data/nlu/en/more.yml:6 too, under ask_law: keep it where it belongs",
        told(english),
    )


def test_an_example_of_two_intents_in_two_languages_is_told(english: Path) -> None:
    first = (english / "nlu" / "en" / "control.yml").read_text(encoding="utf-8")
    greeting = first.split("intent: control_greet")[1].split("- ", 1)[1].split("\n")[0]
    written(english, "hi", "ask_law", greeting)
    assert "under control_greet: keep it where it belongs" in told(english)


def test_the_same_example_twice_in_one_intent_is_told_and_in_two_languages_is_fine(english: Path) -> None:
    written(english, "en", "ask_law", "some quite new words", "Some quite new words?")
    assert "data/nlu/en/more.yml:6: “Some quite new words?” stands at data/nlu/en/more.yml:5 too" in told(
        english
    )
    written(english, "en", "ask_law", "some quite new words")
    written(english, "hi", "ask_law", "some quite new words")
    assert "some quite new words" not in told(english)


def test_vowel_signs_and_faces_tell_examples_apart(english: Path) -> None:
    written(english, "hi", "ask_law", "कानन बताना", "कानून बताना", "🙈", "🙉")
    assert "more.yml" not in told(english)


@pytest.mark.parametrize(("language", "least"), [("en", 60), ("hi", 40), ("xx", 10)])
def test_too_few_examples_are_told_by_language(english: Path, language: str, least: int) -> None:
    for path in english.glob(f"nlu/{language}/*.yml"):
        path.unlink()
    written(english, language, "ask_law", "one new example")
    found = told(english)
    assert f"data/nlu/{language}/more.yml:4: ask_law has 1 examples, and {least} are the least" in found
    assert f"data/nlu/{language}/: own_has_viewed has 0 examples, and {least} are the least" in found
    assert "door_me" not in found


def test_a_bare_yes_needs_fewer(english: Path) -> None:
    for path in english.glob("nlu/en/*.yml"):
        path.unlink()
    written(english, "en", "control_affirm", *(f"yes {number}" for number in range(25)))
    assert "control_affirm has" not in told(english)


def test_hindi_without_its_latin_spelling_is_told(english: Path) -> None:
    for path in english.glob("nlu/hi/*.yml"):
        path.unlink()
    letters = [chr(code) for code in range(0x0915, 0x0915 + 30)]
    written(english, "hi", "ask_law", *(f"कानून {letter}" for letter in letters), *map(str, range(12)))
    assert "ask_law has 12 of 42 examples in Latin letters: write about half of them so" in told(english)


def test_a_line_without_a_dash_is_told(english: Path) -> None:
    path = english / "nlu" / "en" / "more.yml"
    path.write_text(
        'version: "3.1"\nnlu:\n  - intent: ask_law\n    examples: |\n      - a new one\n      another new one\n',
        encoding="utf-8",
    )
    assert "data/nlu/en/more.yml:6: an example of ask_law has no dash in front" in told(english)


def test_examples_that_are_no_block_are_told(english: Path) -> None:
    path = english / "nlu" / "en" / "more.yml"
    path.write_text(
        'version: "3.1"\nnlu:\n  - intent: ask_law\n    examples: "- a new one"\n', encoding="utf-8"
    )
    assert "data/nlu/en/more.yml:4: examples of ask_law are no block: write a | after examples:" in told(
        english
    )
