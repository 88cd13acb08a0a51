"""The encoder and its weights."""

import time
from pathlib import Path

import numpy as np
import pytest

from bot.components.encoder import LONGEST, E5Encoder, WeightsRefused, verify


@pytest.fixture(scope="module")
def encoder() -> E5Encoder:
    return E5Encoder.installed()


def test_weights_that_were_changed_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "weights.bin"
    other.write_bytes(b"other weights")
    with pytest.raises(WeightsRefused, match="SHA-256"):
        E5Encoder(other)


def test_weights_that_are_missing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsRefused, match="cannot be read"):
        verify(tmp_path / "none.bin", "0" * 64)


def test_a_misspelt_sentence_lies_nearer_to_its_meaning_than_to_another(encoder: E5Encoder) -> None:
    asked, same, other = encoder.encode(["i wnt to stopp this", "I want to stop", "what is the phone number"])
    assert asked @ same > asked @ other


def test_a_nul_does_not_end_the_text(encoder: E5Encoder) -> None:
    whole, cut, spaced = encoder.encode(["hello\0 my friend", "hello", "hello  my friend"])
    assert np.allclose(whole, spaced)
    assert not np.allclose(whole, cut)


def test_rows_have_length_one(encoder: E5Encoder) -> None:
    rows = encoder.encode(["one", "two words"])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)


@pytest.mark.parametrize("filling", ["so i was thinking about my day and ", "🙂", "？", "a"])
def test_of_a_long_text_beginning_and_end_are_read_and_time_is_bounded(
    encoder: E5Encoder, filling: str
) -> None:
    long = f"i want to stop looking at this {filling * 400} please help me to stop"
    started = time.process_time()
    encoder.encode([long[:4000]])
    assert time.process_time() - started < 2
    assert encoder._model.token_count(encoder._shortened(long), is_query=True) <= LONGEST


def test_a_text_of_usual_length_is_read_whole(encoder: E5Encoder) -> None:
    usual = "i want to stop looking at this, it takes all my evenings and i do not know whom to ask"
    assert encoder._shortened(usual) == usual
