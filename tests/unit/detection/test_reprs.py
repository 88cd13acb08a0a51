"""Whatever prints an object of ours in a traceback or a log prints no word of a list or of a query."""

import pytest

from webhook.detection.bulk.lines import START
from webhook.detection.bulk.records import Record
from webhook.detection.entries import Entry
from webhook.detection.rules import ClassTable
from webhook.detection.tokens import Reading
from webhook.detection.wordlist import Rule, Term, WordClass, WordList
from webhook.services.list_sources import Given

WORD = "grumboltane"
WORDS = (WORD,)
KINDS = frozenset({"search"})
TERM = Term("t", WORD, "c", "high", KINDS, "en", note=WORD)
RULE = Rule("r", ("k", "l"), 3, "c", "high", KINDS, note=WORD)
CLASS = WordClass("k", WORDS)


@pytest.mark.parametrize(
    "holder",
    [
        TERM,
        RULE,
        CLASS,
        WordList("one", 1, "en", False, (TERM,), (CLASS,), (RULE,), {"help": WORDS}),
        ClassTable({WORD: frozenset(WORDS)}),
        Entry("t", "one", "c", 1, KINDS, words=WORDS, stems=WORDS),
        Reading(WORDS, WORDS),
        Record(1, START, WORD, WORDS),
        Given("public:one.yml", "one", {"terms": [{"phrase": WORD}]}),
    ],
    ids=lambda holder: type(holder).__name__,
)
def test_what_holds_words_shows_none_of_them(holder: object) -> None:
    assert WORD not in repr(holder)
    assert WORD not in str(holder)
