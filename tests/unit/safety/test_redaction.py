"""What is taken out before a text is stored or shown to Rasa. The cases are redaction.yml."""

from pathlib import Path
from typing import Any

import pytest

from webhook.content import files
from webhook.safety import Screen

CASES = files.read(Path(__file__).with_name("redaction.yml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["said"][:30])
def test_a_text_keeps_its_meaning_and_loses_what_tells_who(screen: Screen, case: dict[str, Any]) -> None:
    screened = screen.check(case["said"], "en")
    assert screened.text == case["text"]
    assert list(screened.removed) == case["removed"]


def test_screening_a_screened_text_changes_nothing(screen: Screen) -> None:
    for case in CASES:
        once = screen.check(case["said"], "en").text
        assert screen.check(once, "en").text == once


def test_a_plain_text_keeps_its_length(screen: Screen) -> None:
    said = "I want to stop. " * 120
    assert screen.check(said, "en").text == said
