"""What the owner of a list should know about a term before it is used: by id and reason, never by its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .folding import words
from .tokens import collapse, readings
from .vocabulary import vocabulary
from .wordlist import Term, WordList

SHORT = 4  # letters after folding


@dataclass(frozen=True, slots=True)
class Remark:
    """One term's remark; a refused term is left out of the engine, any other is in use as the reason says."""

    id: str
    reason: str
    refused: bool


def counted_kinds(word_lists: Iterable[WordList]) -> frozenset[str]:
    """The kinds for which any term or rule counts."""
    lists = list(word_lists)
    terms = (kind for one in lists for term in one.terms for kind in term.kinds)
    return frozenset(terms) | {kind for one in lists for rule in one.rules for kind in rule.kinds}


def idle(counted: frozenset[str], kinds: Iterable[str]) -> str | None:
    """Why nothing could be found for these kinds where only `counted` are, and what to do; or None."""
    if not counted:
        return "No list has a term or a rule: nothing could be found."
    if not counted.isdisjoint(kinds):
        return None
    return f"No term counts for {', '.join(kinds)}: name a --kind among {', '.join(sorted(counted))}."


def review(word_list: WordList) -> tuple[Remark, ...]:
    """The remarks on a list's terms, in their order."""
    remarks: list[Remark] = []
    seen: dict[str, str] = {}
    for term in word_list.terms:
        reason = refused(term)
        if reason:
            remarks.append(Remark(term.id, reason, True))
            continue
        remarks += [Remark(term.id, text, False) for text in _doubts(term)]
        key = _key(term)
        if key in seen:
            remarks.append(Remark(term.id, f"folds onto the same letters as {seen[key]}", False))
        seen.setdefault(key, term.id)
    return tuple(remarks)


def refused(term: Term) -> str | None:
    """Why a term can't be used at all, or None."""
    folded = words(term.phrase)
    letters = "".join(readings(folded)[0].pieces) if folded else ""
    if not letters:
        return "has no letter or digit"
    if len(letters) == 1 and letters.isascii():
        return "is one letter or digit"
    if term.boundary == "none" and _latin(folded):
        return "has Latin letters, or is also read as such, which need word boundaries"
    return None


def _latin(folded: Sequence[str]) -> bool:
    """Whether any reading holds a Latin letter, as those of Devanagari, Cyrillic and Greek words do."""
    read = "".join(skeleton for reading in readings(folded) for skeleton in reading.skeletons)
    return any("a" <= sign <= "z" for sign in read)


def _doubts(term: Term) -> list[str]:
    pieces = readings(words(term.phrase))[0].pieces
    ordinary = vocabulary().ordinary
    if term.boundary == "none":
        return []
    if len(_key(term)) < SHORT:
        return [f"folds below {SHORT} letters: found only where it stands exactly as written"]
    if len(pieces) == 1 and ordinary(pieces[0]):
        return [
            "is an ordinary word: found only in its own spelling or plural, and every such query is flagged"
        ]
    if len(pieces) > 1 and ordinary("".join(pieces)):
        return ["run together is an ordinary word, which is left alone"]
    return []


def _key(term: Term) -> str:
    return collapse("".join(readings(words(term.phrase))[0].skeletons))
