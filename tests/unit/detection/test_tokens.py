"""What is left of words when look-alikes and repeats make no difference."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webhook.detection.folding import words
from webhook.detection.tokens import collapse, readings


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
