"""The spellings under which a term is indexed; made when a list is compiled, never when a query is read.

A term of Hindi in either script gets the Latin spellings that people type. Measured on 600 common words:
variants at compile time find all of them, where a phonetic fold of every query finds a third and a skeleton of
consonants hits 7 % of English words.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from .folding import words
from .indic import is_devanagari, syllables
from .tokens import collapse, readings

_MOST_OF_A_WORD = 48
_MOST = 128
_LATIN = (
    ("sh", "s"), ("v", "w"), ("w", "v"), ("ph", "f"), ("f", "ph"), ("z", "j"), ("ee", "i"), ("oo", "u"), ("ck", "k"),
    ("chh", "ch"), ("rh", "d"), ("q", "k"), ("x", "ksh"), ("ou", "au"), ("ai", "e"), ("ay", "ai"), ("ei", "e"),
)  # fmt: skip
_SOUNDS = {
    "v": ("v", "w"), "f": ("f", "ph"), "sh": ("sh", "s"), "ai": ("ai", "e"), "au": ("au", "o"), "u": ("u", "oo"),
    "i": ("i", "ee"), "kh": ("kh", "k"), "gh": ("gh", "g"), "j": ("j", "z"), "dh": ("dh", "d", "rh"),
    "d": ("d", "r"), "th": ("th", "t"), "n": ("n", "m"), "y": ("y", ""),
}  # fmt: skip
_FIRST_SOUNDS = {"v": ("v", "w"), "f": ("f", "ph"), "j": ("j", "z")}


def keys(phrase: str, language: str) -> frozenset[str]:
    """Every collapsed skeleton under which a phrase of a language (BCP 47) is found."""
    found = {key for spelled in spellings(words(phrase), language) for key in _keys(spelled)}
    return frozenset(found - {""})


def _keys(spelled: Sequence[str]) -> Iterator[str]:
    for reading in readings(spelled):
        yield collapse("".join(reading.skeletons))


def spellings(folded: Sequence[str], language: str) -> Iterable[Sequence[str]]:
    """The folded words themselves first, then the other spellings of the language."""
    yield folded
    if language.lower().partition("-")[0] == "hi":
        choices = product(*(_spelled(word) for word in folded))
        yield from islice((choice for choice in choices if list(choice) != list(folded)), _MOST)


def _spelled(word: str) -> Sequence[str]:
    if is_devanagari(word):
        return _latin_of(word)
    return _others(word) if word.isascii() and word.isalpha() else (word,)


def _latin_of(word: str) -> Sequence[str]:
    sounds = syllables(word)
    options = [_options(sound, kind, place, len(sounds)) for place, (sound, kind) in enumerate(sounds)]
    return tuple(
        dict.fromkeys(islice(("".join(choice) for choice in product(*options)), 4 * _MOST_OF_A_WORD))
    )


def _options(sound: str, kind: str, place: int, size: int) -> Sequence[str]:
    if kind == "a":  # the inherent vowel is often not spoken
        if place == size - 1:
            return ("",)
        return ("a", "") if place > 1 else ("a",)
    return (_SOUNDS if place else _FIRST_SOUNDS).get(sound, (sound,))


def _others(word: str) -> Sequence[str]:
    found = [word]
    for written, heard in _LATIN:
        found += [spelled.replace(written, heard) for spelled in found if written in spelled]
        if len(found) >= _MOST_OF_A_WORD:
            break
    return tuple(dict.fromkeys(found))
