"""The screen as a whole: what it refuses, and how long it may take."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webhook.content import ContentInvalid
from webhook.safety import LONGEST, Screen, TextTooLong

ROOT = Path(__file__).parents[3] / "data"
HOSTILE = (
    *("1 2 3 ", "0712345 ", "a@", "a.a.", "(", "@", "1", "a-", "www.", "i ", "/", "\u0301", "\u200b", "🙂"),
    *("my name is ", "A School ", "i live in A ", " at a dot ", "not want to hurt ", "he is hurting "),
    *("afraid of what i will do ",),
)


def test_a_text_beyond_all_limits_is_refused_unread(screen: Screen) -> None:
    with pytest.raises(TextTooLong):
        screen.check("a" * (LONGEST + 1), "en")


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_takes_no_longer_than_any_other(screen: Screen, piece: str) -> None:
    said = (piece * LONGEST)[:LONGEST]
    began = time.process_time()
    screen.check(said, "en")
    assert time.process_time() - began < 1.0  # seconds; a backtracking expression would take minutes


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_the_screen_or_leaves_a_command(text: str) -> None:
    screened = _SCREEN.check(text, "en")
    assert not screened.text.strip().startswith("/")
    assert "\x00" not in screened.text
    screened.text.encode()


def test_a_phrase_that_names_no_group_is_refused_by_file(tmp_path: Path) -> None:
    (tmp_path / "schema").symlink_to(ROOT / "schema")
    (tmp_path / "safety").mkdir()
    words = (ROOT / "safety" / "en.yml").read_text(encoding="utf-8")
    (tmp_path / "safety" / "en.yml").write_text(
        words.replace("- let me die", '- "{nobody} die"'), encoding="utf-8"
    )
    with pytest.raises(ContentInvalid, match=r"safety/en\.yml: \{nobody\} is no group"):
        Screen.load(tmp_path)


def test_a_folder_without_crisis_phrases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentInvalid):
        Screen.load(tmp_path)


_SCREEN = Screen.load(ROOT)
