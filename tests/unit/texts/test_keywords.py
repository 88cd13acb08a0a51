"""Whole texts that mean the same everywhere."""

import pytest

from webhook.domain.keywords import STOP_WORDS, Keyword, confirms, keyword

SAME = (
    "STOP",
    "stop",
    "Stop.",
    " stop\n",
    "“STOP”",
    "STOP!!!",
    "Stop. Stop.",
    "ＳＴＯＰ",
    "stop all",
    "S.T.O.P",
    "🛑 stop 🛑",
)
OTHER = (
    "please stop hurting me", "STOP it", "I can't stop", "help me", "can you help", "stop help", "", "  ", "!!!",
    "stopped", "yes and no", "no thanks", "not",
    "please", "thank you", "yes, but who is this?", "stop please", "help please",
    "the end", "starting", "информация", "st op it",
)  # fmt: skip


@pytest.mark.parametrize("body", SAME)
def test_stop_is_heard_whatever_its_case_space_and_punctuation(body: str) -> None:
    assert keyword(body) is Keyword.STOP


@pytest.mark.parametrize("body", OTHER)
def test_a_keyword_within_other_words_is_a_message_for_a_person(body: str) -> None:
    assert keyword(body) is None


@pytest.mark.parametrize("body", STOP_WORDS)
def test_every_stop_word_of_twilio_is_ours_too(body: str) -> None:
    assert keyword(body) is Keyword.STOP


@pytest.mark.parametrize(
    "body",
    ["YES", "yes", "Yes.", " y ", "Y!", "yeah", "Yep", "ok", "O.K.", "okay", "Sure", "yes please", "Yes, thank you",
     "yes yes", "ok 👍", "👍 YES 👍", "“yes”", "ＹＥＳ", "y e s", "START", "unstop"],
)  # fmt: skip
def test_a_yes_in_any_of_its_forms_confirms(body: str) -> None:
    assert confirms(body)


@pytest.mark.parametrize(
    "body",
    ["Sí", "si gracias", "SIM", "oui, merci", "Ja bitte", "haan", "हाँ", "हां", "जी हाँ", "نعم", "হ্যাঁ", "OK"],
)
def test_a_yes_in_each_language_we_speak_confirms(body: str) -> None:
    assert confirms(body)


@pytest.mark.parametrize("body", ["não", "NAO", "non", "Nein", "nahi", "नहीं", "لا", "না"])
def test_a_no_in_each_language_we_speak_is_a_no(body: str) -> None:
    assert keyword(body) is Keyword.NO


@pytest.mark.parametrize(
    "body",
    ["no", "NO", "stop", "help", "yes and no", "who is this?", "yesterday", "please", "thanks", "not sure", "👍", "",
     "please start again", "yes, but who is this?", "you"],
)  # fmt: skip
def test_nothing_else_confirms(body: str) -> None:
    assert not confirms(body)


@pytest.mark.parametrize(
    ("body", "meant"),
    [
        ("START", Keyword.START),
        ("unstop", Keyword.START),
        ("Help!", Keyword.HELP),
        ("info", Keyword.HELP),
        ("no.", Keyword.NO),
    ],
)
def test_the_other_keywords(body: str, meant: Keyword) -> None:
    assert keyword(body) is meant
