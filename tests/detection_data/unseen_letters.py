"""Unseen rows that write other signs for the letters, or marks on them."""

import random

from tests.detection_data import unseen_alphabets as signs
from tests.detection_data.edits import Alphabet, Row, in_every_word, letters_to
from tests.detection_data.evasions import CIRCLED, CYRILLIC, FULL_WIDTH, GREEK, IPA, MATH, SMALL_CAPITALS

SCRIPTS: tuple[Alphabet, ...] = (CYRILLIC, GREEK, FULL_WIDTH, MATH[0], SMALL_CAPITALS, signs.LISU, CIRCLED)
RANSOM: tuple[Alphabet, ...] = (
    *SCRIPTS, *signs.MATH_STYLES, IPA, signs.STROKED, signs.HOOKED, signs.SUPERSCRIPT, signs.SQUARED,
)  # fmt: skip
UNDERLINES = "\u0332\u0333\u0331"
STRIKES = "\u0336\u0335\u0338"
ENCLOSURES = "\u20dd\u20de\u20df\u20e0"
SELECTORS = "\ufe0f\ufe0e\ufe00\U000e0100"


def written_in(table: Alphabet, share: float = 1.0) -> Row:
    """A row that puts counterparts of an alphabet for so large a share of the letters."""
    return lambda phrase, rng: letters_to(phrase, table, rng, share)


def marked_with(marks: str) -> Row:
    """A row that puts one mark, the same all along, after each letter."""

    def row(phrase: str, rng: random.Random) -> str:
        mark = rng.choice(marks)
        return "".join(letter if letter == " " else letter + mark for letter in phrase)

    return row


def any_math_style(phrase: str, rng: random.Random) -> str:
    """Double-struck, Fraktur, sans-serif, italic or typewriter letters of mathematics."""
    return letters_to(phrase, rng.choice(signs.MATH_STYLES), rng)


def a_script_per_word(phrase: str, rng: random.Random) -> str:
    """Each word in look-alikes of another script."""
    return in_every_word(phrase, lambda word, rng: letters_to(word, rng.choice(SCRIPTS), rng), rng)


def a_script_per_letter(phrase: str, rng: random.Random) -> str:
    """Each letter from another alphabet, as in a ransom note."""
    return "".join(letters_to(letter, rng.choice(RANSOM), rng) for letter in phrase)


def upside_down(phrase: str, rng: random.Random) -> str:
    """The line turned by half a circle."""
    return letters_to(phrase, signs.UPSIDE_DOWN, rng)[::-1]


def one_starred(phrase: str, rng: random.Random) -> str:
    """One inner letter of each longer word under an asterisk."""

    def star(word: str, rng: random.Random) -> str:
        place = rng.randrange(1, len(word) - 1)
        return word[:place] + "*" + word[place + 1 :]

    return in_every_word(phrase, star, rng, 5)


def vowels_starred(phrase: str, _: random.Random) -> str:
    """Every vowel under an asterisk."""
    return "".join("*" if letter in "aeiou" else letter for letter in phrase)


def in_brackets(phrase: str, rng: random.Random) -> str:
    """Brackets around every letter."""
    left, right = rng.choice(("()", "[]", "{}", "<>"))
    return "".join(letter if letter == " " else left + letter + right for letter in phrase)


LETTER_ROWS: dict[str, Row] = {
    "cherokee": written_in(signs.CHEROKEE),
    "armenian": written_in(signs.ARMENIAN),
    "coptic": written_in(signs.COPTIC),
    "lisu": written_in(signs.LISU),
    "canadian-syllabics": written_in(signs.SYLLABICS),
    "ideograph-shapes": written_in(signs.IDEOGRAPHS),
    "currency-letters": written_in(signs.CURRENCY_LETTERS),
    "currency-signs": written_in(signs.CURRENCY_SIGNS, 0.6),
    "stroked-letters": written_in(signs.STROKED),
    "hooked-letters": written_in(signs.HOOKED),
    "superscript": written_in(signs.SUPERSCRIPT),
    "subscript": written_in(signs.SUBSCRIPT),
    "letterlike-symbols": written_in(signs.LETTERLIKE),
    "stacked-accents": written_in(signs.STACKED_ACCENTS),
    "turned-letters": written_in(signs.TURNED, 0.6),
    "parenthesised": written_in(signs.PARENTHESISED),
    "squared": written_in(signs.SQUARED),
    "dark-squared": written_in(signs.DARK_SQUARED),
    "dark-circled": written_in(signs.DARK_CIRCLED),
    "regional-indicators": written_in(signs.REGIONAL),
    "emoji-letters": written_in(signs.EMOJI_LETTERS, 0.6),
    "math-other-styles": any_math_style,
    "script-per-word": a_script_per_word,
    "script-per-letter": a_script_per_letter,
    "leet-drawn-some": written_in(signs.DRAWN, 0.3),
    "leet-drawn-all": written_in(signs.DRAWN),
    "letter-pairs": written_in(signs.LETTER_PAIRS, 0.3),
    "underlined": marked_with(UNDERLINES),
    "struck-through": marked_with(STRIKES),
    "enclosed": marked_with(ENCLOSURES),
    "variation-selectors": marked_with(SELECTORS),
    "bracketed-letters": in_brackets,
    "one-letter-starred": one_starred,
    "vowels-starred": vowels_starred,
    "upside-down": upside_down,
    "russian-by-sound": written_in(signs.RUSSIAN_SOUNDS),
}
