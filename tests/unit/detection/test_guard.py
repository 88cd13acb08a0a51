"""The guard knows ordinary words of many languages, and not the words that terms are made of."""

import gc
import random
import time
import tracemalloc

import pytest

from webhook.detection import guard
from webhook.detection.folding import fold, words
from webhook.detection.fuse import Fuse
from webhook.detection.guard import common_words, is_ordinary

ORDINARY = """
    therapist therapists assassin class grape cocktail analysis essex button scunthorpe memes
    bonjour maison kinder straße garçon niño città świat člověk öğrenci сегодня человек мир γειά
    नमस्ते बच्चा school kya nahi mujhe
""".split()


@pytest.mark.parametrize("word", ORDINARY)
def test_ordinary_words_of_many_languages_are_ordinary(word):
    assert is_ordinary(fold(word))


@pytest.mark.parametrize(
    "word", "blorvex zanthi quorl mivrask drelquin plovanesk tindelquast grelwop".split()
)
def test_invented_words_are_not(word):
    assert not is_ordinary(fold(word))


@pytest.mark.parametrize(
    "word", ["", "a", "i", "x", "\ud800\udc00", "\ud800", "two words", "a1", "2024", "k" * 10_000]
)
def test_what_is_no_word_is_not_ordinary_and_raises_nothing(word):
    assert is_ordinary(word) is False


def test_common_words_are_folded_already_each_for_itself_and_beside_others():
    common = list(common_words())
    assert words(" ".join(common)) == common
    assert all(words(word) == [word] for word in common)


def test_a_word_taken_for_ordinary_by_mistake_is_one_in_tens_of_thousands():
    assert sum(is_ordinary(f"0{number}") for number in range(100_000)) < 10


def test_the_guard_loads_at_once_and_stays_below_five_megabytes():
    guard._ordinary.cache_clear()
    gc.collect()
    tracemalloc.start()
    start = time.perf_counter()
    is_ordinary("therapist")
    taken = time.perf_counter() - start
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < 0.25  # 2 ms on a quiet machine
    assert kept < 5_000_000


def test_common_words_are_folded_unique_and_ordinary_enough():
    words = common_words()
    assert 60_000 <= len(words) <= 105_000
    assert len(set(words)) == len(words)
    for word in random.Random(2).sample(words, 3000):
        assert fold(word) == word
        assert len(word) > 1
        assert not any(sign.isdigit() for sign in word)
    assert {"the", "school", "kya", fold("नहीं"), fold("человек"), fold("straße")} <= set(words)
    assert words.index("the") < words.index("school") < words.index("hedgehog")


def test_no_common_word_is_one_that_is_withheld():
    withheld = guard.Words(Fuse.from_bytes(guard._file(guard.WITHHELD)))
    assert not [len(word) for word in common_words() if word in withheld]
