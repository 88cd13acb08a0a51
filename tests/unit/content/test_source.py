"""Words change while the service runs."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from webhook.content import ContentInvalid, ContentSource


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def source(folder: Path, clock: Clock) -> ContentSource:
    return ContentSource(folder, clock=clock)


def rename(document: dict[str, dict[str, str]]) -> None:
    document["ui"]["send"] = "Send it now"


def test_a_change_of_words_needs_no_restart(
    source: ContentSource, clock: Clock, edit: Callable[..., None]
) -> None:
    assert source.current().ui("en")["send"] == "Send"
    edit("warnings/en.yml", rename)
    assert source.current().ui("en")["send"] == "Send"
    clock.now += 2.5
    assert source.current().ui("en")["send"] == "Send it now"


def test_files_that_did_not_change_are_not_read_again(source: ContentSource, clock: Clock) -> None:
    first = source.current()
    clock.now += 60
    assert source.current() is first


def test_a_broken_edit_keeps_the_last_good_content(
    source: ContentSource,
    clock: Clock,
    folder: Path,
    edit: Callable[..., None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    good = source.current()
    path = folder / "warnings" / "en.yml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("send: Send", "send: [a secret phrase]"), encoding="utf-8")
    clock.now += 3
    with caplog.at_level(logging.ERROR):
        assert source.current() is good
    assert "data/warnings/en.yml" in caplog.text
    assert "a secret phrase" not in caplog.text

    path.write_text(before.replace("send: Send", "send: Post"), encoding="utf-8")
    clock.now += 3
    assert source.current().ui("en")["send"] == "Post"


def test_the_first_content_must_be_good(folder: Path, source: ContentSource) -> None:
    (folder / "topics.yml").unlink()
    with pytest.raises(ContentInvalid, match=r"topics\.yml is missing"):
        source.current()
