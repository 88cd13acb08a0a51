"""Chat spelling as it is read: "u" is "you", "sooo" is "so"; one table, for training and for visitors alike."""

import re
from pathlib import Path
from typing import Dict

import yaml

TABLE = Path(__file__).with_name("spelling.yml")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
SPACE = re.compile(r"\s+")


class Spelling:
    """Rewrites chat spelling word by word; what is spelt plainly stays as it is."""

    def __init__(self, table: Dict[str, str]) -> None:
        """`table`: short forms in small letters, and what each stands for."""
        self._table = table

    @classmethod
    def shipped(cls) -> "Spelling":
        """The table beside this file. Raises OSError."""
        return cls(yaml.safe_load(TABLE.read_text(encoding="utf-8"))["english"])

    def plain(self, text: str) -> str:
        """The text in plain spelling, spaces made single."""
        short = DRAWN_OUT.sub(r"\1\1", SPACE.sub(" ", text).strip())
        return WORD.sub(self._word, short)

    def _word(self, match: "re.Match[str]") -> str:
        return self._table.get(match.group(0).lower().replace("’", "'"), match.group(0))
