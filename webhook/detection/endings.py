"""Endings that a word may take without becoming another word; on skeletons, where `l` is read as `i`."""

_STRIPPED = (
    "iike",
    "like",
    "able",
    "abie",
    "ings",
    "ing",
    "ish",
    "ers",
    "er",
    "ed",
    "es",
    "s",
    "e",
    "y",
    "i",
)
_LEAST = 3

_ENGLISH = frozenset(
    "s es d ed r er rs ers ing ings ng ngs y ie ish sh ike able abie ness".split()
)  # `ng`: after an i or l
_HINDI = frozenset("a e i o on en an iya iyan iyon s".split())


def stem(word: str) -> str:
    """`word` without its endings, at least three letters; the same for `zorble`, `zorbles` and `zorbling`."""
    while word.endswith(_STRIPPED) and len(word) > _LEAST:
        ending = next(ending for ending in _STRIPPED if word.endswith(ending))
        if len(word) - len(ending) < _LEAST:
            break
        word = word[: -len(ending)]
    return word


def endings(language: str) -> frozenset[str]:
    """What may follow a term of this language (BCP 47) within the same word."""
    return _HINDI if language.lower().partition("-")[0] == "hi" else _ENGLISH
