"""Folding gives one form to many spellings, and no text upsets it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webhook.detection.folding import decode, fold, words

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)  # lone surrogates and NUL too
ENCODED = st.lists(
    st.sampled_from(
        "% 25 %62 & amp; &#98; &#x62 \\u 0062 \\u0062 <b> </b> [b] [/b] \u202e \u202c ﷺ ㍿ z ل".split()
    ),
    max_size=20,
).map("".join)
SAME = [
    "blorvex",
    "BLORVEX",
    "ｂｌｏｒｖｅｘ",
    "𝐛𝐥𝐨𝐫𝐯𝐞𝐱",
    "ⓑⓛⓞⓡⓥⓔⓧ",
    "blor\u200bvex",
    "blor\u00advex",
    "blörvéx",
    "b\u0336l\u0336o\u0336r\u0336v\u0336e\u0336x",
    "%62lorvex",
    "%2562lorvex",
    "&#98;lorvex",
    "&#x62;lorvex",
    "\\u0062lorvex",
    "<b>blor</b>vex",
    "[b]blor[/b]vex",
    "\u202excvrolb\u202c".replace("xcv", "xev"),
]


@pytest.mark.parametrize("text", SAME)
def test_the_way_a_word_is_written_makes_no_difference(text: str) -> None:
    assert fold(text) == "blorvex"


@given(text=ANY_TEXT | ENCODED)
@settings(deadline=None, max_examples=300)
def test_folding_twice_changes_nothing_and_the_result_is_bounded(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert len(once) <= 20 * len(text)
    assert "  " not in once
    assert once == once.strip()
    assert words(text) == once.split()


@pytest.mark.parametrize(
    "text", ["%25252562", "100 % sure", "a & b", "&nosuchname;", "\\u12", "%zz", "&#1114112;", "&#xD800;"]
)
def test_what_is_not_well_encoded_raises_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert isinstance(decode(text), str)


def test_punctuation_and_emoji_part_words() -> None:
    assert words("zanthi-quorl,zanthi😀quorl_zanthi") == ["zanthi", "quorl", "zanthi", "quorl", "zanthi"]


@pytest.mark.parametrize(
    "flood",
    [
        "<",
        "[",
        "[b]",
        "[/b=",
        "%",
        "%25",
        "&#",
        "&a",
        "\\u",
        "</b ",
        "\u202e",
        "z\u0300",
        "ﷺ",
        "\ud800",
        "\0",
    ],
)
def test_floods_of_signs_take_no_time(flood: str) -> None:
    text = flood * (100_000 // len(flood))
    start = time.perf_counter()
    fold(text)
    assert time.perf_counter() - start < 0.5  # 5 to 50 ms alone
