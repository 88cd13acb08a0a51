"""Numbers in every notation people use for them."""

import time

import pytest

from webhook.detection.folding import words
from webhook.detection.numbers import numbers
from webhook.detection.tokens import readings


def found(text: str) -> set[int]:
    return {value for reading in readings(words(text)) for _, value in numbers(reading)}


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "twelve",
        "TWELVE",
        "बारह",
        "barah",
        "baarah",
        "१२",
        "१ २",
        "1 2",
        "1.2",
        "1-2",
        "1️⃣2️⃣",
        "12yo",
        "12-year-old",
        "12th",
        "l2",
        "I2",
        "xii",
        "XII",
        "Ⅻ",
        "⑫",
        "①②",
        "𝟏𝟐",
        "١٢",
        "१२साल",
        "(12)",
        "12!",
        "=12",
        "0012",
        "12's",
    ],
)
def test_twelve_is_twelve(text: str) -> None:
    assert 12 in found(text)


@pytest.mark.parametrize(
    "text", ["1 2 3", "12345", "112", "one hundred", "", "i", "blorvex", "2 1", "1 2 3 4"]
)
def test_other_numbers_are_not(text: str) -> None:
    assert 12 not in found(text)


def test_tens_and_ones_are_one_number() -> None:
    assert found("twenty one") == {21}
    assert found("ninety-nine") == {99}
    assert found("thirty nine zanthi nine") == {39, 9}
    assert found("20 9") == {20, 9}


def test_single_digits_in_a_row_are_the_number_they_spell() -> None:
    assert 123 in found("1 2 3")
    assert found("1 2 3 4 5") == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("piece", ["1" * 100_000 + "x", "o" * 100_000 + "1x", "v" * 100_000])
def test_a_long_row_of_digits_takes_no_time(piece: str) -> None:
    start = time.perf_counter()
    assert found(piece) <= set(range(10_000))
    assert time.perf_counter() - start < 0.5
