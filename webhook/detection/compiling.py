"""From lists to an engine."""

import gc
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from .apart import Apart, rarest, stems_of
from .contexts import Contexts, context_phrases
from .engine import Engine
from .entries import Entry, severity_rank
from .folding import words
from .mending import Mender
from .numbers import SPELT
from .reviewing import refused
from .rules import ClassTable, Rules, RuleTable
from .spaceless import Spaceless, by_key
from .tokens import collapse, readings
from .typos import Typos
from .unfinished import Beginnings
from .variants import keys
from .vocabulary import Vocabulary, vocabulary
from .wordlist import ListInvalid, Rule, Term, WordClass, WordList

_EXACT_ONLY_BELOW = 4  # letters


def compile_lists(lists: Iterable[WordList]) -> Engine:
    """One engine for all lists; the order of lists and terms makes no difference.

    Terms that `review` refuses are left out. 30,000 terms take about a second; nothing is kept but in memory.
    Raises `ListInvalid` for a class of more than single words.
    """
    collecting = gc.isenabled()
    gc.disable()  # a hundred thousand new objects that all stay: looking through them doubles the time
    try:
        return _Compiler(vocabulary()).compile(sorted(lists, key=lambda known: known.name))
    finally:
        if collecting:
            gc.enable()


class _Compiler:
    def __init__(self, known: Vocabulary) -> None:
        self._known = known
        self._by_stem = known.by_stem()
        self._rank = {found: place for place, found in enumerate(self._by_stem)}
        self._triggers: set[str] = set()
        self._own_stems: set[str] = set()
        self._unspaced: set[str] = set()
        self._entries: list[Entry] = []
        self._keys: list[tuple[str, Entry]] = []
        self._apart: list[tuple[str, Entry]] = []

    def compile(self, lists: Sequence[WordList]) -> Engine:
        classes: list[ClassTable] = []
        rules: list[RuleTable] = []
        for word_list in lists:
            for term in word_list.terms:
                if refused(term) is None:
                    self._add(word_list.name, term)
            offset = len(classes)
            places = {known.name: offset + at for at, known in enumerate(word_list.classes)}
            classes += [_class_table(word_list.name, known) for known in word_list.classes]
            rules += [self._rule(word_list.name, rule, places, classes) for rule in word_list.rules]
        self._mark()
        by_letters = by_key(self._keys)
        common, ordinary = self._known.common, self._known.ordinary
        if self._unspaced:
            self._triggers.update(word for word in common if not self._unspaced.isdisjoint(word))
        own = frozenset(word for entry in self._entries for word in entry.words)
        return Engine(
            common=common,
            triggers=frozenset(self._triggers),
            own=own,
            own_stems=frozenset(self._own_stems),
            unspaced=frozenset(self._unspaced),
            stems=self._known.stems,
            stems_of_own=self._stems_of_own(),
            ordinary=ordinary,
            spaceless=Spaceless(by_letters, common, ordinary),
            apart=Apart(self._apart, ordinary),
            rules=Rules(classes, rules, ordinary),
            mender=Mender(own, common, ordinary),
            typos=Typos(self._entries, own, common, ordinary),
            beginnings=Beginnings(by_letters, common),
            contexts=Contexts(phrase for known in lists for phrase in context_phrases(known.contexts)),
        )

    def _add(self, list_name: str, term: Term) -> None:
        plain = readings(words(term.phrase))[0]
        stems = stems_of(plain)
        short = len(collapse("".join(plain.skeletons))) < _EXACT_ONLY_BELOW
        found = keys(term.phrase, term.language)
        entry = Entry(
            id=term.id,
            list=list_name,
            category=term.category,
            severity=severity_rank(term.severity),
            kinds=term.kinds,
            language=term.language,
            words=plain.pieces,
            stems=stems,
            any_order=term.order == "any",
            gap=term.gap,
            bounded=term.boundary == "word",
            exact_only=short and term.boundary == "word",
            varied=len(found) > len(readings(words(term.phrase))),
        )
        self._entries.append(entry)
        self._keys += [(key, entry) for key in found]

    def _mark(self) -> None:
        """Choose for each term the word by which a query is known to be worth reading."""
        often = Counter(found for entry in self._entries for found in entry.stems)
        for entry in self._entries:
            if not entry.bounded:
                self._unspaced.update(piece[0] for piece in entry.words)
                continue
            at = rarest(entry.words, entry.stems, self._rank, often)
            if len(entry.stems) > 1 and not entry.exact_only:
                self._apart.append((entry.stems[at], entry))
            self._meet({entry.words[at]: entry.stems[at]})

    def _stems_of_own(self) -> dict[str, str]:
        known = self._known.stems
        pairs = (
            (word, found)
            for entry in self._entries
            for word, found in zip(entry.words, entry.stems, strict=True)
        )
        return {word: found for word, found in pairs if word not in known}

    def _meet(self, marked: Mapping[str, str]) -> None:
        """Let no query through unread that holds one of these words (word to stem), or another one of its stem."""
        self._triggers.update(marked)
        self._own_stems.update(marked.values())
        for found in marked.values():
            self._triggers.update(self._by_stem.get(found, ()))

    def _rule(
        self, list_name: str, rule: Rule, places: Mapping[str, int], classes: Sequence[ClassTable]
    ) -> RuleTable:
        entry = Entry(
            id=rule.id,
            list=list_name,
            category=rule.category,
            severity=severity_rank(rule.severity),
            kinds=rule.kinds,
            any_order=rule.order == "any",
        )
        numbered = tuple(places[name] for name in rule.classes)
        self._meet(min((_marked(classes[at]) for at in numbered), key=lambda marked: len(marked)))
        return RuleTable(entry, numbered, rule.within)


def _marked(table: ClassTable) -> Mapping[str, str]:
    """The words of a class with their stems; of a number class the words for numbers, digits being no words."""
    if table.high >= 0:
        return {word: word for word in SPELT}
    return {word: found for found, own in table.words.items() for word in own}


def _class_table(list_name: str, known: WordClass) -> ClassTable:
    if known.low is not None and known.high is not None:
        return ClassTable({}, known.low, known.high)
    table: dict[str, set[str]] = {}
    for word in known.words:
        for reading in readings(words(word)):
            if len(reading.pieces) != 1:
                raise ListInvalid(f"{list_name} class {known.name}", "has an entry that is not one word")
            table.setdefault(stems_of(reading)[0], set()).add(reading.pieces[0])
    return ClassTable({found: frozenset(own) for found, own in table.items()})
