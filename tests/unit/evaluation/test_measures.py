"""What `turnpoint evaluate` counts."""

from pathlib import Path

import pytest

from webhook.evaluation import matrix, measures, sets
from webhook.evaluation.measures import Result
from webhook.evaluation.sets import Message


def result(meant: str, understood: str, *, also: tuple[str, ...] = (), wrong: tuple[str, ...] = ()) -> Result:
    return Result(Message("…", (meant, *also), "en", "", wrong), understood)


def test_a_second_right_topic_counts_as_right() -> None:
    assert result("objection.not_real", "ask.law", also=("ask.law",)).is_right


def test_a_near_miss_is_right_unless_it_is_taken_for_what_it_resembles() -> None:
    assert result("control.off_topic", "ask.law", wrong=("crisis.suicide",)).is_right
    assert not result("control.off_topic", "crisis.suicide", wrong=("crisis.suicide",)).is_right


def test_a_crisis_answered_as_another_crisis_is_seen_but_not_the_right_topic() -> None:
    found = measures.measures([result("crisis.suicide", "crisis.harm_other"), result("ask.law", "ask.law")])
    assert (found["crisis"].value, found["topics"].value) == (1.0, 0.5)


def test_near_misses_are_no_part_of_the_topics() -> None:
    found = measures.measures([result("control.off_topic", "ask.law", wrong=("crisis.suicide",))])
    assert (found["topics"].of, found["near_misses"].of) == (0, 1)


def test_what_is_below_its_floor_is_named() -> None:
    found = measures.measures([result("ask.law", "ask.law"), result("ask.law", "ask.anonymous")])
    assert measures.below(found, {"topics": 0.6, "crisis": 0.99}) == ["topics"]


def test_the_weakest_topic_comes_first() -> None:
    results = [result("ask.law", "ask.law"), result("own.has_viewed", "ask.law")]
    assert [name for name, _ in measures.by_topic(results)] == ["own.has_viewed", "ask.law"]


def test_the_matrix_names_topics_and_shows_no_message() -> None:
    drawn = matrix.drawn([result("ask.law", "ask.anonymous")])
    assert "ask.law → ask.anonymous: 1" in drawn
    assert "…" not in drawn


def test_a_set_is_read_with_its_near_misses(tmp_path: Path) -> None:
    (tmp_path / "hand").mkdir()
    (tmp_path / "hand" / "en.yml").write_text(
        'language: en\nmessages:\n  - {topic: ask.law, text: "is it legal", also: [ask.anonymous]}\n'
        'near_misses:\n  - {topic: control.off_topic, text: "law school", not: [ask.law]}\n'
    )
    first, second = sets.read(tmp_path)
    assert first.right == ("ask.law", "ask.anonymous")
    assert second.wrong == ("ask.law",)


def test_a_faulty_entry_is_told_by_its_number_and_without_its_words(tmp_path: Path) -> None:
    (tmp_path / "en.yml").write_text('language: en\nmessages:\n  - {text: "secret words"}\n')
    with pytest.raises(sets.SetInvalid, match=r"en\.yml, entry 1: it needs a topic") as told:
        sets.read(tmp_path)
    assert "secret" not in str(told.value)


def test_a_language_without_messages_is_told(tmp_path: Path) -> None:
    (tmp_path / "en.yml").write_text('language: en\nmessages:\n  - {topic: ask.law, text: "is it legal"}\n')
    with pytest.raises(sets.SetInvalid, match="name another folder or language"):
        sets.read(tmp_path, frozenset({"xx"}))
