"""Invented words in a partner's copy of a list, so that a leaked copy tells whose it was.

They come from a secret and the partner's id alone: the same in every version, and no register of them is kept anywhere.
"""

import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from .folding import fold

COUNT = 3
MOST = 10
_CONSONANTS = "bdfgklmnprstvz"
_VOWELS = "aeiou"
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"

Ordinary = Callable[[str], bool]
"""Whether a folded word is an ordinary one in any language known."""


def words_for(partner: str, secret: bytes, ordinary: Ordinary, count: int = COUNT) -> tuple[str, ...]:
    """The partner's invented words, at most MOST: pronounceable, eleven letters, never ordinary."""
    return tuple(_word(partner, secret, ordinary, number) for number in range(min(count, MOST)))


def planted(
    document: Mapping[str, Any], partner: str, secret: bytes, ordinary: Ordinary, count: int = COUNT
) -> dict[str, Any]:
    """A copy of a list document with the partner's words among its terms, each dressed as the term before it."""
    terms = list(document.get("terms", []))
    taken = {term["id"] for term in terms}
    for number, word in enumerate(words_for(partner, secret, ordinary, count)):
        noise = _noise(secret, "place", partner, number)
        place = int.from_bytes(noise[:8]) % (len(terms) + 1)
        neighbour = terms[place - 1] if terms else {}
        dress = {name: neighbour[name] for name in ("category", "severity", "kinds") if name in neighbour}
        signs = (_SIGNS[byte % len(_SIGNS)] for byte in noise[8:])
        entry = f"{document['name']}-{''.join(next(signs) for _ in range(8))}"
        if entry not in taken:
            terms.insert(place, {"id": entry, "phrase": word, **dress})
            taken.add(entry)
    return {**document, "terms": terms}


def trace(
    lines: Iterable[str], partners: Iterable[str], secrets: Iterable[bytes], ordinary: Ordinary
) -> Iterator[tuple[str, int]]:
    """The partner and the number of the line (from 1) for each of a partner's words in a text."""
    secrets = tuple(secrets)
    whose = {
        fold(word): partner
        for partner in partners
        for secret in secrets
        for word in words_for(partner, secret, ordinary, MOST)
    }
    for number, line in enumerate(lines, 1):
        for word in fold(line).split():
            if word in whose:
                yield whose[word], number


def _word(partner: str, secret: bytes, ordinary: Ordinary, number: int) -> str:
    attempt = 0
    while True:
        noise = _noise(secret, "word", partner, number, attempt)
        syllables = (
            _CONSONANTS[noise[at] % len(_CONSONANTS)] + _VOWELS[noise[at + 1] % len(_VOWELS)]
            for at in range(0, 10, 2)
        )
        word = "".join(syllables) + _CONSONANTS[noise[10] % len(_CONSONANTS)]
        if not ordinary(word):
            return word
        attempt += 1


def _noise(secret: bytes, *what: object) -> bytes:
    return hmac.digest(secret, "\0".join(map(str, ("canary", *what))).encode(), "sha256")
