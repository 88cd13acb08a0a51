"""The unseen rows: tricks beyond the known 33, and which of them go past what a keyword detector owes."""

from tests.detection_data.edits import Row
from tests.detection_data.unseen_combined import COMBINED_ROWS
from tests.detection_data.unseen_letters import LETTER_ROWS
from tests.detection_data.unseen_spacing import SPACING_ROWS
from tests.detection_data.unseen_spelling import SPELLING_ROWS
from tests.detection_data.unseen_wrapping import WRAPPING_ROWS

UNSEEN: dict[str, Row] = {
    **LETTER_ROWS, **SPACING_ROWS, **SPELLING_ROWS, **WRAPPING_ROWS, **COMBINED_ROWS,
}  # fmt: skip

# Rows to report apart, with the reason why a detector of keywords may miss them.
BEYOND: dict[str, str] = {
    "armenian": "half of the twins are twins only to a willing eye",
    "ideograph-shapes": "shapes of ideographs, which mean other things where they are at home",
    "leet-drawn-all": "nearly nothing but punctuation is left",
    "vowels-starred": "more than one letter is missing in a word",
    "upside-down": "letters and their order are both changed",
    "russian-by-sound": "a transliteration, which many Russian words resemble",
    "no-vowels": "more than one letter is missing in a word",
    "spelt-by-sound": "several letters of a word differ",
    "inner-letters-scrambled": "the order of the letters is lost",
    "backwards": "no reader sees the word at once either",
    "glued-to-neighbours": "to find it is to find every term inside longer words",
    "slip-in-every-word": "as many errors as words",
    "two-fillers": "the words may be of two different thoughts",
}

FAIR: dict[str, Row] = {name: row for name, row in UNSEEN.items() if name not in BEYOND}

# Rows that have a meaning only for phrases of so many words; the others take every phrase.
UNSEEN_FEWEST_WORDS: dict[str, int] = {
    "gap-moved": 2, "mixed-joints": 2, "joined-by-and": 2, "swapped-with-filler": 2, "two-fillers": 2,
    "inner-plural": 2, "order+plural": 2, "order+leet": 2, "filler+homoglyph": 2, "typo+capitals+joined": 2,
    "zero-width+concatenated": 2, "concatenated+homoglyph": 2, "concatenated+repeats": 2, "script-per-word": 2,
}  # fmt: skip
