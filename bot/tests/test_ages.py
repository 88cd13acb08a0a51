"""Adults are not taken for minors."""

import pytest

from bot.components.ages import says_adult

ADULTS = [
    "i am 34 years old", "i am 18", "im an adult", "i am over 18", "i am not a minor", "main 25 saal ka hu",
    "मैं बालिग हूँ", "मेरी उम्र 40 साल है", "I'm a grown man", "soy mayor de edad", "ich bin 52",
]  # fmt: skip
OTHERS = [
    "im 15", "i am 17 and he is 40", "an adult touched me", "my brother is 12", "class 9 mein hu", "hello",
    "i am not an adult", "he sent me 20 messages and i am fifteen", "there are 30 of us in class",
    "a grown-up asked me for pictures", "at 22:30 again", "i paid 50.99", "he is 34 and i am 14",
]  # fmt: skip


@pytest.mark.parametrize("text", ADULTS)
def test_who_gives_an_adult_age_is_an_adult(text: str) -> None:
    assert says_adult(text)


@pytest.mark.parametrize("text", OTHERS)
def test_nobody_else_is(text: str) -> None:
    assert not says_adult(text)
