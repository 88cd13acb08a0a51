"""Synthetic term lists: phrases of one to four tokens, each with at least one invented word."""

import random
from collections.abc import Iterator

from tests.detection_data.names import person_names
from tests.detection_data.words import FUNCTION_WORDS, dictionary_words, frequencies, ordinary

LENGTHS = (1, 2, 3, 4)
LENGTH_WEIGHTS = (30, 40, 20, 10)
SHORTEST, LONGEST = 5, 11
FUNCTION_WORD_SHARE = 0.15
REUSED_SHARE = 0.3
RARE = 300
INVENTED_SHARE = 0.15  # beside the one that every phrase has: about half of all tokens are ordinary

ONSETS = (
    "b c d f g h j k l m n p r s t v w y z b d f g k l m n p r s t v bl br ch cl cr dr fl fr gl gr kl kr "
    "pl pr qu sh sk sl sm sn sp st str th tr tw vr wr zh thr squ"
).split()
VOWELS = "a e i o u a e i o u a e i o u ai ea ee ei ia ie io oa oi oo ou ue y".split()
INNER_CODAS = (
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "l",
    "m",
    "n",
    "r",
    "s",
    "t",
    "nd",
    "ll",
    "nn",
    "rr",
    "tt",
    "k",
    "b",
)
FINAL_CODAS = ("", "", "", "l", "m", "n", "r", "s", "t", "d", "k", "g", "b", "x", "nd", "nt", "rk", "rn", "ld",
               "lm", "sk", "mp", "ft", "ck", "sh", "ng", "ll", "th", "p", "v", "z")  # fmt: skip
SYLLABLES = (2, 2, 2, 2, 3, 3, 3, 4)


def _four_letter_words() -> frozenset[str]:
    counts = frequencies("en")
    return frozenset(word for word in counts if len(word) == 4 and word.isascii() and counts[word] >= RARE)


def pseudo_words(rng: random.Random) -> Iterator[str]:
    """Invented words without end, each once: no dictionary's word, no name, no short English word inside."""
    known, inside, made = dictionary_words() | set(person_names()), _four_letter_words(), set[str]()
    while True:
        codas = [rng.choice(INNER_CODAS) for _ in range(rng.choice(SYLLABLES) - 1)] + [
            rng.choice(FINAL_CODAS)
        ]
        word = "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + coda for coda in codas)
        if not SHORTEST <= len(word) <= LONGEST or word in known or word in made:
            continue
        if any(word[start : start + 4] in inside for start in range(len(word) - 3)):
            continue
        made.add(word)
        yield word


class _Pool:
    """Invented words for phrases, of which some are used again, as the words of real lists are."""

    def __init__(self, fresh: Iterator[str], rng: random.Random) -> None:
        self._fresh, self._rng = fresh, rng
        self._used: list[str] = []

    def take(self) -> str:
        """A new invented word, or now and then one of an earlier phrase."""
        if self._used and self._rng.random() < REUSED_SHARE:
            return self._rng.choice(self._used)
        self._used.append(next(self._fresh))
        return self._used[-1]


def _phrase(length: int, pool: _Pool, rng: random.Random) -> str:
    """About half of the tokens are ordinary words, never all of them, none twice."""
    invented = [rng.random() < INVENTED_SHARE for _ in range(length)]
    invented[rng.randrange(length)] = True
    tokens: list[str] = []
    for position in range(length):
        while True:
            if invented[position]:
                token = pool.take()
            elif 0 < position < length - 1 and rng.random() < FUNCTION_WORD_SHARE:
                token = rng.choice(FUNCTION_WORDS)
            else:
                token = ordinary(rng, 1)[0]
            if token not in tokens:
                break
        tokens.append(token)
    return " ".join(tokens)


def pseudo_terms(count: int, seed: int) -> list[str]:
    """So many different terms in lower case; a word that is a term by itself is in no phrase."""
    rng = random.Random(seed)
    fresh = pseudo_words(rng)
    pool = _Pool(fresh, rng)
    terms: dict[str, None] = {}
    while len(terms) < count:
        length = rng.choices(LENGTHS, LENGTH_WEIGHTS)[0]
        terms[next(fresh) if length == 1 else _phrase(length, pool, rng)] = None
    return list(terms)
