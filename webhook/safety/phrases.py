"""The small language of data/safety/: a phrase becomes patterns for spaCy's Matcher.

`{group}` is any entry of a group, `a|b` one of two words, `word?` may be left out, `...` is up to three
words within the sentence. Fillers are passed over.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
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
class Grammar:
    """What the phrases of one language refer to."""

    groups: Mapping[str, Sequence[str]]
    fillers: Collection[str]

    def patterns(self, phrase: str) -> list[Pattern]:
        """The Matcher patterns of a phrase. Raises PhraseInvalid."""
        steps = [list(self._step(step)) for step in phrase.split() if step not in self.fillers]
        found = [[token for part in parts for token in part] for parts in product(*steps)]
        if any(not pattern or pattern[0] == _ANY_WORD for pattern in found):
            raise PhraseInvalid(f"{phrase}: may be empty or begin with any word")
        return found

    def _step(self, step: str) -> Iterator[Pattern]:
        if step == "...":
            yield [_ANY_WORD] * GAP
        elif step.startswith("{"):
            yield from self._group(step.strip("{}?"))
        else:
            yield [_one_of(step.removesuffix("?").split("|"))]
        if step.endswith("?"):
            yield []

    def _group(self, name: str) -> Iterator[Pattern]:
        if name not in self.groups:
            raise PhraseInvalid(f"{{{name}}} is no group")
        single = [entry for entry in self.groups[name] if " " not in entry]
        if single:
            yield [_one_of(single)]
        for entry in self.groups[name]:
            if " " in entry:
                yield [_one_of([word]) for word in entry.split() if word not in self.fillers]


def vocabulary(patterns: Sequence[Pattern]) -> frozenset[str]:
    """All words that the patterns name."""
    named = (token["ORTH"] for pattern in patterns for token in pattern if "ORTH" in token)
    return frozenset(word for entry in named for word in ([entry] if isinstance(entry, str) else entry["IN"]))


def _one_of(words: Sequence[str]) -> Token:
    for word in words:
        if not word.isalnum():
            raise PhraseInvalid(f"{word or 'an empty word'} is no word")
    return {"ORTH": words[0]} if len(words) == 1 else {"ORTH": {"IN": list(words)}}
