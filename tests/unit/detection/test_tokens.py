"""What is left of words when look-alikes and repeats make no difference."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webhook.detection.folding import words
from webhook.detection.spaceless import Layout
from webhook.detection.tokens import Reading, collapse, readings


def skeletons(text: str) -> set[str]:
    return {collapse("".join(reading.skeletons)) for reading in readings(words(text))}


@pytest.mark.parametrize(
    "text",
    ["bl0rvex", "b1orvex", "BLORVEX", "blorv3x", "b l o r v e x", "bllloorvvex", "blоrvех", "b.l.0.r.v.3.x"],
)
def test_disguises_share_a_skeleton_with_the_word(text: str) -> None:
    assert skeletons("blorvex") & skeletons(text)


def test_digits_in_a_row_stay_digits() -> None:
    assert next(reading.skeletons for reading in readings(words("1 2 100"))) == ("1", "2", "100")


def test_a_repeated_digit_is_another_number() -> None:
    assert collapse("aa11") == "a11"


@given(st.text("abl1é!", max_size=12))
def test_of_a_run_of_letters_one_stays(text: str) -> None:
    assert collapse(text) == re.sub(r"([^\W\d_])\1+", r"\1", text)


@given(st.lists(st.text("abi", min_size=1, max_size=4), min_size=1, max_size=5))
def test_words_of_letters_are_laid_out_as_all_others_are(pieces: list[str]) -> None:
    def layout(parts: list[str]) -> tuple[list[int], list[int], list[str]]:
        reading = Reading(tuple(parts), tuple(parts))
        laid_out = Layout(reading, "".join(parts), collapse("".join(parts)))
        return laid_out.starts, laid_out.ends, laid_out.letters

    starts, ends, letters = layout([*pieces, "é"])
    assert layout(pieces) == (starts[:-1], ends[:-1], letters[:-1])


@pytest.mark.parametrize("mark", ["ः", "ँ", "्", "ा", "ः ः"])
def test_a_mark_that_stands_alone_leaves_no_empty_skeleton(mark: str) -> None:
    assert all(all(reading.skeletons) for reading in readings(words(f"blorvex {mark}")))


@given(
    text=st.text(
        alphabet=st.characters(exclude_categories=()) | st.sampled_from("ःँ्ाक1$!|*vphl "), max_size=40
    )
)
@settings(deadline=None, max_examples=300)
def test_every_reading_has_a_skeleton_for_each_piece(text: str) -> None:
    found = readings(words(text))
    assert 1 <= len(found) <= 4
    for reading in found:
        assert len(reading.pieces) == len(reading.skeletons)
        assert all(reading.skeletons)
        assert all(" " not in skeleton for skeleton in reading.skeletons)
