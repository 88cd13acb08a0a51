"""The part of data/topics.yml that the channel needs: which topic an intent belongs to, and whose it is."""

from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Optional

import yaml


@dataclass(frozen=True)
class Topics:
    """Two lookups over the topic contract."""

    of_intent: Dict[str, str]
    audiences: Dict[str, Optional[str]]

    @classmethod
    def read(cls, path: Path) -> "Topics":
        """Read data/topics.yml. Raises OSError or KeyError: without it the bot must not start."""
        topics = yaml.safe_load(path.read_text(encoding="utf-8"))["topics"]
        return cls(
            of_intent={
                intent: name
                for name, topic in topics.items()
                for intent in (*topic["intents"], *topic.get("steps", ()))
            },
            audiences={name: topic["audience"] for name, topic in topics.items()},
        )

    def knows(self, intent: str) -> bool:
        """Whether an intent stands in the contract."""
        return intent in self.of_intent

    def topic(self, intent: Optional[str]) -> Optional[str]:
        """The topic of an intent; None for one that is not in the contract."""
        return self.of_intent.get(intent or "")

    def audience(self, topic: Optional[str]) -> Optional[str]:
        """Whose helplines fit the topic; None where it does not tell."""
        return self.audiences.get(topic or "")
