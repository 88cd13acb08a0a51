"""The known rows: 33 ways to write a phrase past a filter, as the measured recall table names them."""

import random

from tests.detection_data.edits import (
    Row,
    alphabet,
    block,
    delete,
    in_every_word,
    in_one_word,
    insert,
    letters_to,
    put_inside,
    spread,
    substitute,
    transpose,
)
from tests.detection_data.words import ordinary

FULL_WIDTH = block(0xFF41)
MATH = [block(0x1D41A), block(0x1D4EA)]  # bold, bold script
CIRCLED = block(0x24D0)
SMALL_CAPITALS = alphabet("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡxʏᴢ")
IPA = alphabet("ɑɓɕɖəʄɡɦɨʝkɫɱŋɔpqɾʂʈʊʋʍxʎʐ")
CYRILLIC = alphabet("аԁеһіјорԛѕԝхусгтпмквѵ", "adehijopqswxycrtnmkbv")
CYRILLIC_TWINS = {letter: CYRILLIC[letter] for letter in "adehijopqswxyc"}
GREEK = alphabet("αβεϝγηικλνορτυωχζμδσ", "abefyniklvoptuwxzmds")
ONE_HOMOGLYPH = {letter: twin + GREEK.get(letter, "") for letter, twin in CYRILLIC_TWINS.items()}
ACCENTS = "\u0300\u0301\u0302\u0303\u0304\u0308\u030a\u030c\u0323\u0327"
ZALGO = "".join(map(chr, range(0x0300, 0x0340)))
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
SOFT_AND_BIDI = "\u00ad\u00ad\u200e\u200f\u202a\u202c\u2066\u2069"
LEET = {
    "a": "4@", "b": "8", "e": "3", "g": "9", "i": "1!", "l": "1", "o": "0", "s": "5$", "t": "7+", "z": "2",
}  # fmt: skip
EMOJI = "😀🔥💦🍑🌶❤✨👀💯🎉"
SUFFIXES = ("ing", "ed", "er")


def change_case(phrase: str, rng: random.Random) -> str:
    """Capitals, title case or capitals at random; at least one letter is a capital."""
    mixed = "".join(rng.choice((letter.lower(), letter.upper())) for letter in phrase)
    made = rng.choice((phrase.upper(), phrase.title(), mixed))
    return made if made != phrase else phrase.upper()


def after_letters(phrase: str, marks: str, rng: random.Random, most: int) -> str:
    """One to so many marks after each letter."""
    return "".join(
        letter + "".join(rng.choices(marks, k=rng.randint(1, most))) if letter != " " else letter
        for letter in phrase
    )


def within_words(phrase: str, marks: str, rng: random.Random) -> str:
    """A mark, or two, inside every word."""
    return in_every_word(
        phrase,
        lambda word, rng: put_inside(put_inside(word, rng.choice(marks), rng), rng.choice(marks), rng),
        rng,
        2,
    )


def math_letters(phrase: str, rng: random.Random) -> str:
    """Mathematical bold, or bold script."""
    return letters_to(phrase, rng.choice(MATH), rng)


def small_letters(phrase: str, rng: random.Random) -> str:
    """Small capitals, or phonetic letters of a like shape."""
    return letters_to(phrase, rng.choice((SMALL_CAPITALS, IPA)), rng)


def repeat_letters(phrase: str, rng: random.Random) -> str:
    """One letter or two of every word stand three to five times."""

    def stretch(word: str, rng: random.Random) -> str:
        places = set(rng.sample(range(len(word)), min(len(word), rng.randint(1, 2))))
        return "".join(
            letter * rng.randint(3, 5) if place in places else letter for place, letter in enumerate(word)
        )

    return in_every_word(phrase, stretch, rng)


def reverse_words(phrase: str, _: random.Random) -> str:
    """The words from last to first."""
    return " ".join(reversed(phrase.split(" ")))


def filler_between(phrase: str, rng: random.Random) -> str:
    """An ordinary word that is not of the phrase, between two of its words."""
    words = phrase.split(" ")
    if len(words) < 2:
        return phrase
    filler = next(word for word in iter(lambda: ordinary(rng, 1)[0], "") if word not in words)
    words.insert(rng.randint(1, len(words) - 1), filler)
    return " ".join(words)


def plural(word: str) -> str:
    """The plural of an English noun, by rule."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def inflect(word: str, suffix: str) -> str:
    """A word with -ing, -ed or -er, a final silent e dropped."""
    return (word[:-1] if word.endswith("e") else word) + suffix


def last_word(phrase: str, ending: str) -> str:
    """The phrase with its last word in the plural ("s") or with a suffix."""
    *front, last = phrase.split(" ")
    return " ".join([*front, plural(last) if ending == "s" else inflect(last, ending)])


def percent_encode(phrase: str, rng: random.Random) -> str:
    """Every character as %XX, or about half of the letters and all spaces, but at least the first letter."""
    share = rng.choice((0.5, 1.0))
    return "".join(
        f"%{ord(letter):02X}" if place == 0 or letter == " " or rng.random() < share else letter
        for place, letter in enumerate(phrase)
    )


def html_entities(phrase: str, rng: random.Random) -> str:
    """Every letter as a numeric entity, decimal or hexadecimal."""
    form = rng.choice(("&#{};", "&#x{:x};"))
    return "".join(form.format(ord(letter)) if letter != " " else letter for letter in phrase)


EVASIONS: dict[str, Row] = {
    "case": change_case,
    "full-width": lambda phrase, rng: letters_to(phrase, FULL_WIDTH, rng),
    "math-bold-script": math_letters,
    "circled": lambda phrase, rng: letters_to(phrase, CIRCLED, rng),
    "small-caps-ipa": small_letters,
    "one-homoglyph": lambda phrase, rng: letters_to(phrase, ONE_HOMOGLYPH, rng, 0),
    "all-cyrillic": lambda phrase, rng: letters_to(phrase, CYRILLIC, rng),
    "greek": lambda phrase, rng: letters_to(phrase, GREEK, rng),
    "accents": lambda phrase, rng: after_letters(phrase, ACCENTS, rng, 1),
    "zalgo": lambda phrase, rng: after_letters(phrase, ZALGO, rng, 6),
    "zero-width": lambda phrase, rng: within_words(phrase, ZERO_WIDTH, rng),
    "soft-hyphen-bidi": lambda phrase, rng: within_words(phrase, SOFT_AND_BIDI, rng),
    "leet-30": lambda phrase, rng: letters_to(phrase, LEET, rng, 0.3),
    "leet-full": lambda phrase, rng: letters_to(phrase, LEET, rng),
    "spaced": lambda phrase, rng: spread(phrase, " ", rng.choice((" ", "  "))),
    "dotted": lambda phrase, _: spread(phrase, ".", " "),
    "one-split": lambda phrase, rng: in_one_word(phrase, lambda word, rng: put_inside(word, " ", rng), rng),
    "dot-or-hyphen-inside": lambda phrase, rng: in_one_word(
        phrase, lambda word, rng: put_inside(word, rng.choice(".-"), rng), rng
    ),
    "joined": lambda phrase, rng: phrase.replace(" ", rng.choice("-_")),
    "concatenated": lambda phrase, _: phrase.replace(" ", ""),
    "repeated-letters": repeat_letters,
    "transposition": lambda phrase, rng: in_one_word(phrase, transpose, rng, 5),
    "deletion": lambda phrase, rng: in_one_word(phrase, delete, rng, 5),
    "insertion": lambda phrase, rng: in_one_word(phrase, insert, rng, 5),
    "substitution": lambda phrase, rng: in_one_word(phrase, substitute, rng, 5),
    "word-order": reverse_words,
    "filler-word": filler_between,
    "plural": lambda phrase, _: last_word(phrase, "s"),
    "ing-ed-er": lambda phrase, rng: last_word(phrase, rng.choice(SUFFIXES)),
    "emoji-inside": lambda phrase, rng: in_one_word(
        phrase, lambda word, rng: put_inside(word, rng.choice(EMOJI), rng), rng
    ),
    "emoji-for-space": lambda phrase, rng: phrase.replace(" ", rng.choice(EMOJI)),
    "percent-encoded": percent_encode,
    "html-entities": html_entities,
}

# Rows that have a meaning only for phrases of so many words; the others take every phrase.
FEWEST_WORDS: dict[str, int] = {
    "joined": 2, "concatenated": 2, "word-order": 2, "filler-word": 2, "emoji-for-space": 2,
}  # fmt: skip
