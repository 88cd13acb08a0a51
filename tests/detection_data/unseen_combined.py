"""Unseen rows that put two or three tricks together."""

import random

from tests.detection_data import unseen_alphabets as signs
from tests.detection_data.edits import Row, in_every_word, letters_to, put_inside, spread
from tests.detection_data.evasions import ACCENTS, EVASIONS, LEET, after_letters, last_word
from tests.detection_data.unseen_spacing import ASCII_SEPARATORS


def one_after_another(*names: str) -> Row:
    """A row that applies known rows one after another."""

    def row(phrase: str, rng: random.Random) -> str:
        for name in names:
            phrase = EVASIONS[name](phrase, rng)
        return phrase

    return row


def capitals_dotted(phrase: str, rng: random.Random) -> str:
    """Capitals with a dot behind each."""
    return " ".join(f"{rng.choice('.·').join(word)}." for word in phrase.upper().split(" "))


def leet_apart(phrase: str, rng: random.Random) -> str:
    """Leet, with a separator between the letters."""
    return spread(letters_to(phrase, LEET, rng, 0.5), rng.choice(ASCII_SEPARATORS + " "), "  ")


def alternating_repeats(phrase: str, _: random.Random) -> str:
    """Every letter as a capital and a small one."""
    return "".join(letter.upper() + letter for letter in phrase).replace("  ", " ")


def accented_leet(phrase: str, rng: random.Random) -> str:
    """Leet and accents."""
    return after_letters(letters_to(phrase, LEET, rng, 0.4), ACCENTS, rng, 2)


def joined_leet_capitals(phrase: str, rng: random.Random) -> str:
    """Capitals, leet, and the words joined."""
    return letters_to(phrase, LEET, rng, 0.5).upper().replace(" ", rng.choice("-_.+"))


def starred_and_stretched(phrase: str, rng: random.Random) -> str:
    """A mark inside each word, and its last letter drawn out."""
    return in_every_word(
        phrase,
        lambda word, rng: put_inside(word, rng.choice("*.-_~"), rng) + word[-1] * rng.randint(2, 4),
        rng,
    )


def plural_of(name: str) -> Row:
    """A row that puts the phrase in the plural, then applies a known row."""
    return lambda phrase, rng: EVASIONS[name](last_word(phrase, "s"), rng)


def squared_apart(phrase: str, rng: random.Random) -> str:
    """Squared or regional letters with a space between all."""
    return spread(letters_to(phrase, rng.choice((signs.DARK_SQUARED, signs.REGIONAL)), rng), " ", "   ")


COMBINED_ROWS: dict[str, Row] = {
    "leet+zero-width": one_after_another("leet-30", "zero-width"),
    "leet+separators": leet_apart,
    "leet+accents": accented_leet,
    "leet+capitals+joined": joined_leet_capitals,
    "leet+repeats": one_after_another("repeated-letters", "leet-30"),
    "leet+plural": plural_of("leet-30"),
    "leet+split": one_after_another("one-split", "leet-30"),
    "capitals+dots": capitals_dotted,
    "capitals+small-twins": alternating_repeats,
    "spaced+homoglyphs": one_after_another("all-cyrillic", "spaced"),
    "spaced+full-width": one_after_another("full-width", "spaced"),
    "spaced+squared": squared_apart,
    "homoglyph+repeats": one_after_another("repeated-letters", "one-homoglyph"),
    "homoglyphs+plural": plural_of("all-cyrillic"),
    "zalgo+capitals": one_after_another("case", "zalgo"),
    "zero-width+concatenated": one_after_another("concatenated", "zero-width"),
    "concatenated+homoglyph": one_after_another("concatenated", "one-homoglyph"),
    "concatenated+repeats": one_after_another("concatenated", "repeated-letters"),
    "mark+stretched-end": starred_and_stretched,
    "order+plural": plural_of("word-order"),
    "order+leet": one_after_another("word-order", "leet-30"),
    "filler+homoglyph": one_after_another("filler-word", "one-homoglyph"),
    "typo+accents": one_after_another("transposition", "accents"),
    "typo+capitals+joined": one_after_another("substitution", "case", "joined"),
    "entities+homoglyph": one_after_another("one-homoglyph", "html-entities"),
}
