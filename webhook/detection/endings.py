"""Endings that a word may take without becoming another word; all on skeletons (`l` read as `i`, no doubled letters)."""

_STRIPPED = ("ings", "ing", "ers", "er", "ies", "ed", "es", "s", "e", "y")  # longest first
_LEAST = 3

_ENGLISH = frozenset({"s", "es", "d", "ed", "r", "er", "rs", "ers", "ing", "ings", "ish"})
_HINDI = frozenset({"a", "e", "i", "o", "on", "en", "an", "iya", "iyan", "iyon", "s"})


def stem(word: str) -> str:
    """`word` without its ending, at least three letters; the same for `zorble`, `zorbles` and `zorbling`."""
    if not word.endswith(_STRIPPED):
        return word
    for ending in _STRIPPED:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return word


def endings(language: str) -> frozenset[str]:
    """What may follow a term of this language (BCP 47) within the same word."""
    return _HINDI if language.lower().partition("-")[0] == "hi" else _ENGLISH
