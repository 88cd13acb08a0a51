"""What every visitor text passes first: clean, look for a crisis, take out what tells who someone is."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from webhook.content import ContentInvalid
from webhook.content.schemas import Schemas
from webhook.safety.cleaning import clean
from webhook.safety.crisis import CrisisPhrases
from webhook.safety.phrases import PhraseInvalid
from webhook.safety.redaction import Redaction
from webhook.safety.subject import Subject
from webhook.safety.titles import Titles
from webhook.safety.together import Together

LONGEST = 8192  # characters; routes refuse earlier


class TextTooLong(ValueError):
    """The text is longer than LONGEST."""


@dataclass(frozen=True)
class Screened:
    """`text` may be stored and shown to Rasa; `crisis` is a topic; `removed` the kinds taken out, each once.

    `subject` tells of crisis.suicide whether it is the visitor's own life or another person's; else it is None.
    """

    text: str
    crisis: str | None
    removed: tuple[str, ...]
    subject: Subject | None = None


class Screen:
    """The screen of all languages shipped. Every text is read in every one: people mix them."""

    def __init__(
        self, crises: dict[str, CrisisPhrases], redactions: dict[str, Redaction], titles: Titles
    ) -> None:
        self._crises = crises
        self._together = Together(crises)
        self._redactions = redactions
        self._titles = titles

    @classmethod
    def load(cls, content_root: Path) -> Self:
        """Read data/safety/. Raises ContentInvalid, also where there is no language at all."""
        problems: list[str] = []
        schemas = Schemas(content_root / "schema")
        crises, redactions, titles = {}, {}, []
        for path in sorted((content_root / "safety").glob("*.yml")):
            document = schemas.read("safety", path, problems)
            if document is None:
                continue
            try:
                crises[path.stem] = CrisisPhrases(document)
            except PhraseInvalid as invalid:
                problems.append(f"data/safety/{path.name}: {invalid}.")
            redactions[path.stem] = Redaction(document)
            titles.append(document["titles"])
        if not crises and not problems:
            problems.append("data/safety/ has no language.")
        if problems:
            raise ContentInvalid(tuple(problems))
        return cls(crises, redactions, Titles(titles))

    def check(self, text: str, language: str) -> Screened:
        """Raises TextTooLong. `language` says whose marks stand for what is taken out."""
        if len(text) > LONGEST:
            raise TextTooLong(f"longer than {LONGEST} characters")
        cleaned = clean(text)
        crisis = self._together.find(self._titles.left_out(cleaned))
        own = self._redactions.get(language)
        order = [own] if own else []
        order += [redaction for redaction in self._redactions.values() if redaction is not own]
        removed: tuple[str, ...] = ()
        for redaction in order:
            cleaned, kinds = redaction.apply(cleaned)
            removed += kinds
        topic, subject = crisis or (None, None)
        return Screened(cleaned, topic, tuple(dict.fromkeys(removed)), subject)
