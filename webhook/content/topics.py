"""data/topics.yml: the stable names of what a visitor may say."""

from pathlib import Path
from typing import Any

from webhook.content.errors import UnknownTopic
from webhook.content.schemas import Schemas
from webhook.content.shapes import Topic


class Topics:
    """Topics by name, by intent and by response key."""

    def __init__(self, topics: dict[str, Topic]) -> None:
        self.all = topics
        self._of_intent = {
            intent: topic.name for topic in topics.values() for intent in (*topic.intents, *topic.steps)
        }
        self._of_key = {f"utter_{intent}": name for intent, name in self._of_intent.items()}
        self._of_key |= {key: topic.name for topic in topics.values() for key in topic.keys}

    def named(self, name: str) -> Topic:
        """Raises UnknownTopic."""
        try:
            return self.all[name]
        except KeyError:
            raise UnknownTopic(name) from None

    def of_intent(self, intent: str) -> str:
        """Raises UnknownTopic."""
        try:
            return self._of_intent[intent]
        except KeyError:
            raise UnknownTopic(intent) from None

    def of_key(self, key: str) -> str | None:
        """The topic of a response key; None for keys of no topic."""
        return self._of_key.get(key)

    def has_intent(self, intent: str) -> bool:
        return intent in self._of_intent


def load(root: Path, schemas: Schemas, problems: list[str]) -> Topics:
    """Adds one sentence per problem; an intent or key may belong to one topic only."""
    document = schemas.read("topics", root / "topics.yml", problems) or {"topics": {}}
    topics = Topics({name: _topic(name, entry) for name, entry in document["topics"].items()})
    owners: dict[str, str] = {}
    for topic in topics.all.values():
        for word in topic.intents + topic.steps + topic.keys:
            if word in owners:
                problems.append(f"data/topics.yml: {word} belongs to {owners[word]} and to {topic.name}.")
            owners[word] = topic.name
    return topics


def _topic(name: str, entry: dict[str, Any]) -> Topic:
    return Topic(
        name=name,
        priority=entry["priority"],
        audience=entry["audience"],
        label=entry["label"],
        must=tuple(entry["must"]),
        intents=tuple(entry["intents"]),
        steps=tuple(entry.get("steps", ())),
        keys=tuple(entry.get("keys", ())),
    )
