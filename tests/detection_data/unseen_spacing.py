"""Unseen rows that put spaces, separators or what nobody sees between the letters."""

import random

from tests.detection_data.edits import Row, in_every_word, in_one_word, put_inside, spread

WIDE_SPACES = "\u00a0\u2009\u200a\u2002\u3000\u202f"
LINE_SPACES = "\t\n\r\u0085\u2028"
ASCII_SEPARATORS = "/|_*+,~:;=^'"
UNICODE_SEPARATORS = "·•—–・‧∙⁃|｜。…"
INVISIBLE = "\u034f\u115f\u1160\u3164\u180e\u2061\u2062\u2063\u2064\uffa0"
TAGS = "".join(map(chr, range(0xE0061, 0xE007B)))
CONTROLS = "\x01\x08\x0b\x1b\x1f\x7f\x80\x9f"


def letters_apart(separators: str, gaps: tuple[str, ...] = (" ",)) -> Row:
    """A row with one separator, the same all along, between the letters, and a gap between the words."""
    return lambda phrase, rng: spread(phrase, rng.choice(separators), rng.choice(gaps))


def letters_apart_variously(phrase: str, rng: random.Random) -> str:
    """Another separator after each letter."""
    return " ".join(
        "".join(letter + rng.choice(ASCII_SEPARATORS + ".- ") for letter in word)[:-1]
        for word in phrase.split(" ")
    )


def letters_far_apart(phrase: str, rng: random.Random) -> str:
    """Two or three spaces between all letters, more between the words."""
    width = rng.choice((2, 3))
    return spread(phrase, " " * width, " " * (width + 3))


def in_pairs(phrase: str, rng: random.Random) -> str:
    """Each word in pieces of two or three letters."""

    def cut(word: str, rng: random.Random) -> str:
        width = rng.choice((2, 3))
        return " ".join(word[start : start + width] for start in range(0, len(word), width))

    return in_every_word(phrase, cut, rng)


def two_splits(phrase: str, rng: random.Random) -> str:
    """A word in three pieces, of which none is a single letter."""

    def cut(word: str, rng: random.Random) -> str:
        first = rng.randint(2, len(word) - 4)
        second = rng.randint(first + 2, len(word) - 2)
        return f"{word[:first]} {word[first:second]} {word[second:]}"

    return in_one_word(phrase, cut, rng, 6)


def moved_gap(phrase: str, rng: random.Random) -> str:
    """A gap between two words one to two letters too early or too late."""
    words = phrase.split(" ")
    if len(words) < 2:
        return phrase
    place = rng.randrange(len(words) - 1)
    left, right = words[place], words[place + 1]
    cut = len(left) + rng.choice((-2, -1, 1, 2))
    both = left + right
    cut = min(max(cut, 1), len(both) - 1)
    if cut == len(left):
        cut = len(left) - 1 or 2
    words[place : place + 2] = [both[:cut], both[cut:]]
    return " ".join(words)


def piece_inside(*pieces: str) -> Row:
    """A row with one of these pieces inside one word."""
    return lambda phrase, rng: in_one_word(
        phrase, lambda word, rng: put_inside(word, rng.choice(pieces), rng), rng
    )


def unseen_between(marks: str) -> Row:
    """A row with one or two invisible marks between all letters."""
    return lambda phrase, rng: " ".join(
        "".join(letter + "".join(rng.choices(marks, k=rng.randint(1, 2))) for letter in word[:-1]) + word[-1:]
        for word in phrase.split(" ")
    )


def mixed_joints(phrase: str, rng: random.Random) -> str:
    """Words joined by joints that differ, and never by a space."""
    words = phrase.split(" ")
    joints = rng.sample("_-./+:|", len(words) - 1)
    return "".join(word + joint for word, joint in zip(words, [*joints, ""], strict=True))


def joined_by_and(phrase: str, rng: random.Random) -> str:
    """An "and", a comma or a slash between all words."""
    return phrase.replace(" ", rng.choice((" & ", " and ", ", ", " / ", " | ", " n ")))


def all_dotted_as_one(phrase: str, rng: random.Random) -> str:
    """Every letter apart, and no gap where a word ends."""
    return rng.choice(".-_ ").join(phrase.replace(" ", ""))


SPACING_ROWS: dict[str, Row] = {
    "wide-spaces-between": letters_apart(WIDE_SPACES, (" ", "   ")),
    "line-breaks-between": letters_apart(LINE_SPACES, (" ", "\n\n")),
    "ascii-separators": letters_apart(ASCII_SEPARATORS),
    "unicode-separators": letters_apart(UNICODE_SEPARATORS),
    "various-separators": letters_apart_variously,
    "letters-far-apart": letters_far_apart,
    "pieces-of-two-or-three": in_pairs,
    "two-splits": two_splits,
    "gap-moved": moved_gap,
    "exotic-split": piece_inside(*WIDE_SPACES),
    "hyphenated-line-break": piece_inside("-\n", "\u2010\n", "-\r\n", "\u00ad\n"),
    "symbol-inside": piece_inside("*", "_", "'", "’", "~", "|", "/", "…", "·", "+", '"', "^", "=", ":"),
    "markup-inside": piece_inside("<b></b>", "<!-- -->", "[b][/b]", "**", "<wbr>", "&shy;", "&zwnj;", "<i/>"),
    "invisible-fillers": unseen_between(INVISIBLE),
    "invisible-tags": unseen_between(TAGS),
    "control-characters": unseen_between(CONTROLS),
    "mixed-joints": mixed_joints,
    "joined-by-and": joined_by_and,
    "spread-as-one-word": all_dotted_as_one,
}
