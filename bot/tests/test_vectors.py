"""Vectors that are kept between trainings."""

from pathlib import Path
from typing import ClassVar, List, Sequence

import numpy as np
import pytest

from bot.components.encoder import VARIABLE, EncoderMissing, chosen
from bot.components.vectors import encoded


class Counting:
    """An encoder that remembers what it was asked."""

    name = "counting"
    asked: ClassVar[List[str]] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        Counting.asked += texts
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    Counting.asked = []


def test_only_what_changed_is_encoded_again(tmp_path: Path) -> None:
    kept = tmp_path / "vectors.npz"
    encoded(["one", "two"], Counting, kept)
    Counting.asked = []
    rows = encoded(["two", "three"], Counting, kept)
    assert Counting.asked == ["three"]
    assert rows.tolist() == [[3, 1], [5, 1]]


def test_many_texts_keep_their_order() -> None:
    texts = ["x" * number for number in range(1, 200)]
    assert encoded(texts, Counting)[:, 0].tolist() == list(range(1, 200))


def test_a_file_that_was_cut_off_is_encoded_again(tmp_path: Path) -> None:
    kept = tmp_path / "vectors.npz"
    encoded(["one"], Counting, kept)
    kept.write_bytes(kept.read_bytes()[:40])
    assert len(encoded(["one"], Counting, kept)) == 1


def test_an_encoder_that_is_not_there_is_told_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(EncoderMissing, match=r"model\.onnx; copy"):
        chosen()
