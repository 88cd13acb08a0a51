"""Unseen rows that misspell, inflect or reorder the words."""

import random
import re

from tests.detection_data.edits import (
    Row,
    delete,
    in_every_word,
    in_one_word,
    insert,
    letters_to,
    mistype,
    substitute,
    transpose,
)
from tests.detection_data.evasions import filler_between, plural, reverse_words
from tests.detection_data.unseen_alphabets import SOUND_ALIKES
from tests.detection_data.words import ordinary

VOWELS = "aeiou"
SLIPS: tuple[Row, ...] = (delete, insert, substitute, transpose, mistype)
SUFFIXES = ("y", "ish", "like", "z", "ie", "ess", "ness", "able")


def double_letters(phrase: str, _: random.Random) -> str:
    """Every letter twice."""
    return "".join(letter if letter == " " else letter * 2 for letter in phrase)


def long_vowels(phrase: str, rng: random.Random) -> str:
    """One vowel of each word drawn out, as a voice does."""

    def draw(word: str, rng: random.Random) -> str:
        places = [place for place, letter in enumerate(word) if letter in VOWELS + "y"]
        if not places:
            return word
        place = rng.choice(places)
        return word[:place] + word[place] * rng.randint(3, 9) + word[place + 1 :]

    return in_every_word(phrase, draw, rng)


def double_slip(phrase: str, rng: random.Random) -> str:
    """A double letter written once; where there is none, a single one written twice."""

    def slip(word: str, rng: random.Random) -> str:
        if pair := re.search(r"(.)\1", word):
            return word[: pair.start()] + word[pair.start() + 1 :]
        place = rng.randrange(1, len(word))
        return word[:place] + word[place] + word[place:]

    words = phrase.split(" ")
    doubled = [place for place, word in enumerate(words) if re.search(r"(.)\1", word)]
    if not doubled:
        return in_one_word(phrase, slip, rng)
    place = rng.choice(doubled)
    words[place] = slip(words[place], rng)
    return " ".join(words)


def slip_in_every_word(phrase: str, rng: random.Random) -> str:
    """One slip of the pen or the finger in every word of five letters or more."""
    return in_every_word(phrase, lambda word, rng: rng.choice(SLIPS)(word, rng), rng, 5)


def one_vowel_dropped(phrase: str, rng: random.Random) -> str:
    """One inner vowel missing in a word of seven letters or more, or in the longest one."""
    shortest = min(7, max(map(len, phrase.split(" "))))

    def drop(word: str, rng: random.Random) -> str:
        places = [place for place in range(1, len(word)) if word[place] in VOWELS + "y"]
        if not places:
            return word
        place = rng.choice(places)
        return word[:place] + word[place + 1 :]

    return in_one_word(phrase, drop, rng, shortest)


def no_vowels(phrase: str, _: random.Random) -> str:
    """No vowel but those that begin a word."""
    return re.sub(rf"(?<=\w)[{VOWELS}]", "", phrase)


def by_sound(phrase: str, rng: random.Random) -> str:
    """About half of the letters that have one as another spelling that sounds alike."""
    return letters_to(phrase, SOUND_ALIKES, rng, 0.5)


def one_by_sound(phrase: str, rng: random.Random) -> str:
    """One letter of one word as another spelling that sounds alike."""
    return in_one_word(phrase, lambda word, rng: letters_to(word, SOUND_ALIKES, rng, 0), rng)


def swapped_with_filler(phrase: str, rng: random.Random) -> str:
    """The words from last to first, with an ordinary word between two of them."""
    return filler_between(reverse_words(phrase, rng), rng)


def two_fillers(phrase: str, rng: random.Random) -> str:
    """Two ordinary words between the first word and the second."""
    words = phrase.split(" ")
    return phrase if len(words) < 2 else " ".join([words[0], *ordinary(rng, 2), *words[1:]])


def inner_plural(phrase: str, rng: random.Random) -> str:
    """A word that is not the last stands in the plural."""
    words = phrase.split(" ")
    if len(words) < 2:
        return phrase
    place = rng.randrange(len(words) - 1)
    return " ".join([*words[:place], plural(words[place]), *words[place + 1 :]])


def possessive(phrase: str, rng: random.Random) -> str:
    """An 's behind one word."""
    return in_one_word(phrase, lambda word, rng: word + rng.choice(("'s", "’s", "s'", "`s")), rng, 1)


def suffixed(phrase: str, rng: random.Random) -> str:
    """An ending of everyday speech on the last word."""
    return phrase + rng.choice(SUFFIXES)


def stammered(phrase: str, rng: random.Random) -> str:
    """The first letters of each word said before it."""
    return in_every_word(phrase, lambda word, rng: f"{word[: rng.randint(1, 2)]}-{word}", rng)


def each_word_twice(phrase: str, rng: random.Random) -> str:
    """Every word said twice."""
    joint = rng.choice((" ", "-"))
    return " ".join(word + joint + word for word in phrase.split(" "))


def scrambled(phrase: str, rng: random.Random) -> str:
    """The inner letters of each longer word in any order."""

    def stir(word: str, rng: random.Random) -> str:
        return word[0] + "".join(rng.sample(word[1:-1], len(word) - 2)) + word[-1]

    return in_every_word(phrase, stir, rng, 5)


def backwards(phrase: str, _: random.Random) -> str:
    """The whole phrase from its last letter to its first."""
    return phrase[::-1]


SPELLING_ROWS: dict[str, Row] = {
    "every-letter-doubled": double_letters,
    "vowels-drawn-out": long_vowels,
    "keyboard-neighbour": lambda phrase, rng: in_one_word(phrase, mistype, rng, 5),
    "double-letter-slip": double_slip,
    "slip-in-every-word": slip_in_every_word,
    "one-vowel-dropped": one_vowel_dropped,
    "no-vowels": no_vowels,
    "one-letter-by-sound": one_by_sound,
    "spelt-by-sound": by_sound,
    "swapped-with-filler": swapped_with_filler,
    "two-fillers": two_fillers,
    "inner-plural": inner_plural,
    "possessive": possessive,
    "colloquial-suffix": suffixed,
    "stammered": stammered,
    "each-word-twice": each_word_twice,
    "inner-letters-scrambled": scrambled,
    "backwards": backwards,
}
