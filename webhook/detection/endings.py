"""Endings that a word may take without becoming another word; on skeletons, where `l` is read as `i`."""

_STRIPPED = ("iike", "like", "able", "abie", "ings", "ing", "ish", "ers", "er", "ed", "es", "s", "e")
_BY_LAST = {last: tuple(each for each in _STRIPPED if each[-1] == last) for last in "eghrsd"}
_STEM_LEAST = 4  # letters that stay

_ENGLISH = frozenset("s es d ed r er rs ers ing ings y ie ish ike able abie ness".split())
_AFTER_I = frozenset(
    "ng ngs sh".split()
)  # the `i` of the ending and that of the word are one after collapsing
_HINDI = frozenset("a e i o on en an iya iyan iyon s".split())


def stem(word: str) -> str:
    """`word` without its endings, at least four letters; the same for `zorble`, `zorbles` and `zorbling`."""
    if word.endswith(_STRIPPED):
        word = word[: _bare(word)]
    return word[:-1] + "i" if word.endswith("y") else word


def _bare(word: str) -> int:
    """How long a word is without the endings it carries one after another; a regular expression takes years here."""
    bare = len(word)
    reached, waiting = {bare}, [bare]
    while waiting:
        end = waiting.pop()
        for ending in _BY_LAST.get(word[end - 1], ()):
            start = end - len(ending)
            if start >= _STEM_LEAST and start not in reached and word.endswith(ending, 0, end):
                reached.add(start)
                waiting.append(start)
                bare = min(bare, start)
    return bare


def is_ending(rest: str, word: str, language: str) -> bool:
    """Whether `rest` may follow a term (collapsed, of a BCP 47 language) within the same word."""
    if language.lower().partition("-")[0] == "hi":
        return rest in _HINDI
    return rest in _ENGLISH or (word.endswith("i") and rest in _AFTER_I)


def endings(language: str) -> frozenset[str]:
    """All that `is_ending` accepts after some word of this language; for the keyed filter, which carries them along."""
    return _HINDI if language.lower().partition("-")[0] == "hi" else _ENGLISH | _AFTER_I
