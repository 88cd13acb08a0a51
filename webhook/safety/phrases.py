"""The small language of data/safety/: a phrase becomes patterns for spaCy's Matcher.

`{group}` is any entry of a group, `a|b` one of two words or groups, `word?` may be left out, `...` is up to three
words within the sentence. Fillers are passed over.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

Token = dict[str, Any]
Pattern = list[Token]

GAP = 3  # words
_ANY_WORD: Token = {"IS_PUNCT": False, "OP": "?"}


class PhraseInvalid(Exception):
    """The phrase names a group that is none, has a sign of no meaning, or may be empty."""


@dataclass(frozen=True)
class Phrase:
    """The Matcher patterns of a phrase, and sets of words of each of which one must be there."""

    patterns: list[Pattern]
    needed: frozenset[frozenset[str]]

    @property
    def vocabulary(self) -> frozenset[str]:
        """All words that the patterns name."""
        return frozenset().union(*(_named(token) for pattern in self.patterns for token in pattern))

    @property
    def first(self) -> frozenset[str]:
        """The words that the phrase may begin with."""
        return frozenset().union(*(_named(pattern[0]) for pattern in self.patterns))


@dataclass(frozen=True)
class Grammar:
    """What the phrases of one language refer to. `fold` gives a word the form that texts are read in, or ""."""

    groups: Mapping[str, Sequence[str]]
    fillers: Collection[str]
    fold: Callable[[str], str]

    def phrase(self, written: str) -> Phrase:
        """What a phrase means. Raises PhraseInvalid."""
        steps = [list(self._step(step)) for step in written.split() if not self._is_filler(step)]
        patterns = [[token for part in parts for token in part] for parts in product(*steps)]
        if any(not pattern or pattern[0] == _ANY_WORD for pattern in patterns):
            raise PhraseInvalid(f"{written}: may be empty or begin with any word")
        return Phrase(patterns, frozenset(need for step in steps if (need := _needed(step))))

    def _is_filler(self, step: str) -> bool:
        return step != "..." and "{" not in step and self.fold(step) in self.fillers

    def _step(self, step: str) -> Iterator[Pattern]:
        if step == "...":
            yield [_ANY_WORD] * GAP
        else:
            yield from self._choice(step.removesuffix("?").split("|"))
        if step.endswith("?"):
            yield []

    def _choice(self, choices: Sequence[str]) -> Iterator[Pattern]:
        entries = [entry for choice in choices for entry in self._entries(choice)]
        single = [entry for entry in entries if " " not in entry]
        if single:
            yield [self._one_of(single)]
        for entry in entries:
            if " " in entry:
                yield [self._one_of([word]) for word in entry.split() if not self._is_filler(word)]

    def _entries(self, choice: str) -> Sequence[str]:
        if not choice.startswith("{"):
            return [choice]
        name = choice.strip("{}")
        if name not in self.groups:
            raise PhraseInvalid(f"{{{name}}} is no group")
        return self.groups[name]

    def _one_of(self, words: Sequence[str]) -> Token:
        found = [self.fold(word) for word in words]
        if not all(found):
            raise PhraseInvalid(f"{words[found.index('')] or 'an empty word'} is no word")
        found = sorted(set(found))
        return {"ORTH": found[0]} if len(found) == 1 else {"ORTH": {"IN": found}}


def _needed(step: Sequence[Pattern]) -> frozenset[str]:
    """One of these must be there, whichever way the step is taken; empty where that can't be said."""
    if any(not part or not _named(part[0]) for part in step):
        return frozenset()
    return frozenset().union(*(_named(part[0]) for part in step))


def _named(token: Token) -> frozenset[str]:
    entry = token.get("ORTH", {"IN": ()})
    return frozenset([entry] if isinstance(entry, str) else entry["IN"])
