"""How easy an English text reads: the Flesch-Kincaid school grade (Kincaid et al., 1975)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)|\n{2,}")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^laeiouy]e|[^td]ed|[^sxz]es)$")


@dataclass(frozen=True)
class Measure:
    """Counts of a text; they add up over several texts."""

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """The school year in which the text reads easily; 6 is about twelve years of age."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def measure(text: str) -> Measure:
    """Counts of one text; never zero, so that a grade can be taken."""
    words = _WORD.findall(text)
    sentences = [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]
    return Measure(max(1, len(words)), max(1, len(sentences)), max(1, sum(map(syllables, words))))


def total(measures: Iterable[Measure]) -> Measure:
    counted = list(measures)
    return Measure(
        sum(m.words for m in counted) or 1,
        sum(m.sentences for m in counted) or 1,
        sum(m.syllables for m in counted) or 1,
    )


def syllables(word: str) -> int:
    """About how many syllables an English word has; at least one."""
    plain = word.lower().replace("'", "").replace("’", "")
    groups = len(_VOWELS.findall(plain))
    return max(1, groups - 1 if groups > 1 and _SILENT_END.search(plain) else groups)
