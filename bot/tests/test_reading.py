"""Chat spelling, Hindi in Latin letters, the parts of a long message."""

import pytest

from bot.components.reading import Reader, parts
from bot.components.romanised import Lexicon, in_latin, rough, sound
from bot.components.spelling import Spelling

EXAMPLES = ["मुझे मदद चाहिए", "मैं इसे छोड़ना चाहता हूं", "मेरी बेटी को कोई परेशान कर रहा है", "मुझे किसी से बात करनी है"]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Spelling.shipped(), Lexicon.learnt(EXAMPLES))


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("idk what u mean", "I don't know what you mean"),
        ("pleaseeeee  help", "pleasee help"),
        ("I want to stop", "I want to stop"),
        ("", ""),
    ],
)
def test_chat_spelling_becomes_plain_and_plain_spelling_stays(written: str, plain: str) -> None:
    assert Spelling.shipped().plain(written) == plain


@pytest.mark.parametrize("written", ["mujhe madad chahiye", "mujhe madat chahiye", "muje madad chahie"])
def test_hindi_in_latin_letters_is_read_in_devanagari(reader: Reader, written: str) -> None:
    read = reader.read(written + " hai")
    assert read.writing == "Latin, Hindi"
    assert "चाहिए" in read.text


def test_english_is_left_as_it_is(reader: Reader) -> None:
    read = reader.read("I want to talk to somebody")
    assert (read.text, read.writing) == ("I want to talk to somebody", "Latin")


@pytest.mark.parametrize(
    ("text", "writing"), [("मुझे मदद चाहिए", "Devanagari"), ("أريد المساعدة", "Arabic"), ("সাহায্য চাই", "Bengali")]
)
def test_a_script_is_known(reader: Reader, text: str, writing: str) -> None:
    assert reader.read(text).writing == writing


@pytest.mark.parametrize(
    ("word", "latin"), [("मदद", "madad"), ("चाहिए", "chaahie"), ("करना", "karnaa"), ("ज़्यादा", "jyaadaa")]
)
def test_devanagari_is_spoken_without_its_silent_vowels(word: str, latin: str) -> None:
    assert in_latin(word) == latin


def test_spellings_of_one_word_sound_alike() -> None:
    assert sound("nahin") == sound("nahi") == sound("naheen") == sound("नहीं")
    assert rough(sound("zyada")) == rough(sound("jyaadaa")) == rough(sound("ज़्यादा"))


def test_words_that_differ_in_a_breathed_consonant_stay_apart() -> None:
    assert sound("chhaal") != sound("chaal")


def test_a_short_message_has_no_parts() -> None:
    assert parts("i want to stop. please") == []


def test_the_sentences_of_a_long_message_are_parts() -> None:
    found = parts(
        "hello I have a question about the law. I do not want to live any more! what shall I do now?"
    )
    assert found[1] == "I do not want to live any more!"


def test_of_very_many_sentences_some_are_read() -> None:
    assert len(parts("this is one more sentence. " * 80)) == 6
