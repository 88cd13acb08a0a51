"""The body of a request to the channel, checked."""

import re
from dataclasses import dataclass
from typing import Any, Dict, Optional

LONGEST_TEXT = 4000  # characters; the service allows 2,000 and may put longer marks where it redacts
SENDER = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")
NAME = re.compile(r"[a-z0-9_.]{1,60}\Z")
COUNTRY = re.compile(r"[A-Z]{2}\Z")
LANGUAGE = re.compile(r"[A-Za-z0-9-]{2,35}\Z")
LEADING_SLASH = re.compile(r"^[\s/\u200b-\u200f\u2060\ufeff]+")


class TurnInvalid(ValueError):
    """The body is not what bot/README.md describes. The message names the field, never its value."""


@dataclass(frozen=True)
class Turn:
    """One turn of a visitor: words, or an intent behind a button that the service issued."""

    sender: str
    text: Optional[str]
    intent: Optional[str]
    new_session: bool
    language: str
    country: Optional[str]
    door: Optional[str]
    topic: Optional[str]
    minor: bool

    @classmethod
    def from_body(cls, body: Any) -> "Turn":
        """Raises TurnInvalid."""
        sender = cls.sender_of(body)
        about = body.get("metadata", {})
        if not isinstance(about, dict):
            raise TurnInvalid("metadata")
        text, intent = body.get("text"), body.get("intent")
        if (text is None) == (intent is None):
            raise TurnInvalid("text or intent")
        return cls(
            sender=sender,
            text=None if text is None else _text(text),
            intent=_matching_or_none(intent, NAME, "intent"),
            new_session=_flag(body.get("new_session", False), "new_session"),
            language=_matching(about.get("language", "en"), LANGUAGE, "language"),
            country=_matching_or_none(about.get("country"), COUNTRY, "country"),
            door=_matching_or_none(about.get("door"), NAME, "door"),
            topic=_matching_or_none(about.get("topic"), NAME, "topic"),
            minor=_flag(about.get("minor", False), "minor"),
        )

    @staticmethod
    def sender_of(body: Any) -> str:
        """The opaque id of the conversation. Raises TurnInvalid."""
        if not isinstance(body, dict):
            raise TurnInvalid("body")
        return _matching(body.get("sender"), SENDER, "sender")

    @property
    def says_under_18(self) -> bool:
        """Whether the service remembers that this visitor is under 18."""
        return self.minor or self.door == "door.under_18" or self.topic == "own.young_person"

    def metadata(self, audience: Optional[str]) -> Dict[str, Any]:
        """What rides on the message into the tracker and so to the actions."""
        return {
            "language": self.language,
            "country": self.country,
            "door": self.door,
            "topic": self.topic,
            "audience": audience,
            "under_18": self.says_under_18,
        }


def _text(value: Any) -> str:
    # A leading slash would make Rasa read the text as an intent, also its own /restart and /session_start.
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise TurnInvalid("text")
    return LEADING_SLASH.sub("", value).strip()


def _matching(value: Any, pattern: "re.Pattern[str]", field: str) -> str:
    if not isinstance(value, str) or not pattern.match(value):
        raise TurnInvalid(field)
    return value


def _matching_or_none(value: Any, pattern: "re.Pattern[str]", field: str) -> Optional[str]:
    return None if value is None else _matching(value, pattern, field)


def _flag(value: Any, field: str) -> bool:
    if not isinstance(value, bool):
        raise TurnInvalid(field)
    return value
