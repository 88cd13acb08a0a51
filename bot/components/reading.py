"""How a text is read before it is understood: plain spelling, one script for Hindi, and its parts where it is long."""

import re
from dataclasses import dataclass
from typing import List

from bot.components.romanised import DEVANAGARI, Lexicon, sounds
from bot.components.spelling import Spelling

SCRIPTS = {
    "Devanagari": DEVANAGARI,
    "Arabic": re.compile("[\u0600-\u06ff]"),
    "Bengali": re.compile("[\u0980-\u09ff]"),
}
END = re.compile(r"(?<=[.!?।؟…\n])\s+|\s*\n+\s*|\s+(?=(?:but|lekin|magar|par|लेकिन|पर|मगर)\s)")
MOST_PARTS = 6
LEAST_WORDS = 4  # a part with fewer says too little by itself


@dataclass(frozen=True)
class Read:
    """`text` goes to the encoder, `sound` to the letters' view; `writing` names script and, in Latin, Hindi."""

    text: str
    sound: str
    writing: str


class Reader:
    """Reads visitors' texts and training examples in the same way."""

    def __init__(self, spelling: Spelling, lexicon: Lexicon) -> None:
        """`lexicon` is learnt from the examples and kept in the model."""
        self._spelling = spelling
        self.lexicon = lexicon

    def read(self, text: str) -> Read:
        """The text, ready for both views."""
        plain = self._spelling.plain(text)
        script = next((name for name, signs in SCRIPTS.items() if signs.search(plain)), "Latin")
        if script != "Latin" or not self.lexicon.knows(plain):
            return Read(plain, sounds(plain), script)
        return Read(self.lexicon.in_devanagari(plain), sounds(plain), "Latin, Hindi")


def parts(text: str) -> List[str]:
    """The sentences of a text of several, MOST_PARTS at most, first ones and last ones; else nothing."""
    found = [part.strip() for part in END.split(text) if len(part.split()) >= LEAST_WORDS]
    if len(found) < 2:
        return []
    half = MOST_PARTS // 2
    return found if len(found) <= MOST_PARTS else found[:half] + found[-half:]
