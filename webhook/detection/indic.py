"""Devanagari in Latin letters, as people type it; `tokens` reads queries with it, `variants` spells terms with it.

The consonants and vowel signs follow the order of the Unicode block; inherent vowels are dropped by the usual
rule of spoken Hindi (at the end of a word, and between a vowel-consonant and a consonant-vowel).
"""

CONSONANTS = dict(
    zip(
        "कखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसह",
        "k kh g gh n ch ch j jh n t th d dh n t th d dh n p f b bh m y r l l v sh sh s h".split(),
        strict=True,
    )
)
VOWELS = dict(zip("अआइईउऊऋऌऍऎएऐऑऒओऔॲ", "a a i i u u ri li e e e ai o o o au a".split(), strict=True))
SIGNS = dict(zip("ािीुूृॄॅॆेैॉॊोौॢॣ", "a i i u u ri ri e e e ai o o o au li li".split(), strict=True))
NASALS = {"ं": "n", "ँ": "n", "ः": ""}
VIRAMA = "्"


def is_devanagari(word: str) -> bool:
    """Whether any sign of the word is Devanagari."""
    return any("\u0900" <= sign <= "\u097f" for sign in word)


def romanise(word: str) -> str:
    """A folded word with its Devanagari in Latin letters, one spelling; other signs stay as they are."""
    return "".join(sound for sound, _ in _spoken(syllables(word)))


def syllables(word: str) -> list[tuple[str, str]]:
    """(sound, kind) of each sign: kind is c consonant, v vowel, a inherent vowel, n nasal, x anything else."""
    sounds: list[tuple[str, str]] = []
    bare = False  # the last consonant still carries its inherent vowel
    for sign in word:
        if sign in SIGNS or sign == VIRAMA:
            if bare:
                sounds.pop()
            if sign != VIRAMA:
                sounds.append((SIGNS[sign], "v"))
            bare = False
        elif sign in CONSONANTS:
            sounds += [(CONSONANTS[sign], "c"), ("a", "a")]
            bare = True
        else:
            sounds.append(_other(sign))
            bare = False
    return sounds


def _other(sign: str) -> tuple[str, str]:
    if sign in VOWELS:
        return VOWELS[sign], "v"
    return (NASALS[sign], "n") if sign in NASALS else (sign, "x")


def _spoken(sounds: list[tuple[str, str]]) -> list[tuple[str, str]]:
    spoken = list(sounds)
    if len(spoken) > 2 and spoken[-1][1] == "a":
        spoken.pop()
    kept = spoken[:-3:-1]  # the last sound first
    for place in range(len(spoken) - 3, -1, -1):
        silent = place >= 2 and spoken[place][1] == "a" and kept[-1][1] == "c" and kept[-2][1] in "va"
        if not (silent and spoken[place - 1][1] == "c" and spoken[place - 2][1] in "va"):
            kept.append(spoken[place])
    return kept[::-1]
