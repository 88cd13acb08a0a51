"""Edits that rewrite one letter, one word or the gaps of a phrase; the rows of both tables are made of them."""

import random
from collections.abc import Callable, Mapping, Sequence
from string import ascii_lowercase

Row = Callable[[str, random.Random], str]
Alphabet = Mapping[str, Sequence[str] | str]

NEIGHBOURS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "ol", "a": "qsz", "s": "awdx", "d": "sefc", "f": "drgv", "g": "fthb", "h": "gyjn", "j": "hukm",
    "k": "jil", "l": "ko", "z": "axs", "x": "zsc", "c": "xdv", "v": "cfb", "b": "vgn", "n": "bhm", "m": "njk",
}  # fmt: skip


def alphabet(letters: str, start: str = ascii_lowercase) -> dict[str, str]:
    """The letters a–z (or those given), each with its counterpart."""
    return dict(zip(start, letters, strict=True))


def block(first: int) -> dict[str, str]:
    """The letters a–z, each with its counterpart in a Unicode block that starts at this code point."""
    return {letter: chr(first + place) for place, letter in enumerate(ascii_lowercase)}


def letters_to(text: str, table: Alphabet, rng: random.Random, share: float = 1.0) -> str:
    """Put counterparts for so large a share of the letters that have one, but at least for one."""
    places = [place for place, letter in enumerate(text) if letter in table]
    if not places:
        return text
    chosen = set(rng.sample(places, max(1, round(len(places) * share))))
    return "".join(
        rng.choice(table[letter]) if place in chosen else letter for place, letter in enumerate(text)
    )


def in_every_word(phrase: str, edit: Row, rng: random.Random, shortest: int = 1) -> str:
    """Edit every word that is long enough."""
    return " ".join(edit(word, rng) if len(word) >= shortest else word for word in phrase.split(" "))


def in_one_word(phrase: str, edit: Row, rng: random.Random, shortest: int = 4) -> str:
    """Edit one word that is long enough; where none is, the phrase stays as it is."""
    words = phrase.split(" ")
    long_enough = [place for place, word in enumerate(words) if len(word) >= shortest]
    if not long_enough:
        return phrase
    place = rng.choice(long_enough)
    words[place] = edit(words[place], rng)
    return " ".join(words)


def put_inside(word: str, piece: str, rng: random.Random) -> str:
    """A piece between two letters of a word, with two letters or more on either side where it is long enough."""
    edge = 2 if len(word) >= 4 else 1
    place = rng.randint(edge, max(edge, len(word) - edge))
    return word[:place] + piece + word[place:]


def spread(phrase: str, separator: str, gap: str) -> str:
    """A separator between all letters of each word, and a wider gap between the words."""
    return gap.join(separator.join(word) for word in phrase.split(" "))


def transpose(word: str, rng: random.Random) -> str:
    """Two neighbouring letters that differ change places, inside the word."""
    places = [place for place in range(1, len(word) - 1) if word[place] != word[place + 1]]
    if not places:
        return word
    place = rng.choice(places)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def delete(word: str, rng: random.Random) -> str:
    """One letter is missing, not the first."""
    place = rng.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def insert(word: str, rng: random.Random) -> str:
    """One letter too many, not in front."""
    place = rng.randint(1, len(word))
    return word[:place] + rng.choice(ascii_lowercase) + word[place:]


def substitute(word: str, rng: random.Random) -> str:
    """Another letter for one, not the first."""
    place = rng.randrange(1, len(word))
    other = rng.choice([letter for letter in ascii_lowercase if letter != word[place]])
    return word[:place] + other + word[place + 1 :]


def mistype(word: str, rng: random.Random) -> str:
    """A neighbouring key for one letter."""
    places = [place for place, letter in enumerate(word) if letter in NEIGHBOURS]
    if not places:
        return word
    place = rng.choice(places)
    return word[:place] + rng.choice(NEIGHBOURS[word[place]]) + word[place + 1 :]
