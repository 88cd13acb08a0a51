"""Each intent of a topic has a rule, each rule an answer: topic, intent, key and rule fit together."""

from collections.abc import Iterator
from typing import Any

from webhook.content import files
from webhook.content.catalogue import Content
from webhook.content.checks.written import Place, Written

_KEY = "utter_"


def problems(content: Content, written: Written) -> Iterator[str]:
    """Rules of no intent or no reply, and intents that no rule answers."""
    answered: set[str] = set()
    for path in sorted((written.root / "rules").glob("*.yml")):
        try:
            document = files.read(path)
        except files.FileUnreadable as unreadable:
            yield str(unreadable)
            continue
        for index, rule in enumerate(_rules(document)):
            where = written.at(Place(path, ("rules", index)))
            answered |= _named(rule, "intent")
            yield from (f"{where}: {problem}" for problem in _wrong(rule, content))
    for topic in content.topics.all.values():
        for intent in (*topic.intents, *topic.steps):
            if intent not in answered:
                place = Place(written.root / "topics.yml", ("topics", topic.name))
                yield (
                    f"{written.at(place)}: {intent} of {topic.name} has no rule:"
                    " add one to data/rules/, with the reply that answers it."
                )


def _rules(document: Any) -> list[dict[str, Any]]:
    listed = document.get("rules") if isinstance(document, dict) else None
    return [rule for rule in listed or () if isinstance(rule, dict)]


def _wrong(rule: dict[str, Any], content: Content) -> Iterator[str]:
    name = rule.get("rule", "a rule without a name")
    intents, actions = _named(rule, "intent"), _named(rule, "action")
    for intent in sorted(intents):
        if not content.topics.has_intent(intent):
            yield f"{name}: {intent} is of no topic: correct it, or name it in data/topics.yml."
    for key in sorted(actions):
        if key.startswith(_KEY) and not content.has_reply(key):
            yield f"{name}: {key} is no reply: correct it, or write it in data/responses/."
    if intents and not actions:
        yield f"{name}: no answer follows: add an action, such as {_KEY}{min(intents)}."


def _named(rule: dict[str, Any], kind: str) -> set[str]:
    steps = rule.get("steps")
    return {str(step[kind]) for step in steps or () if isinstance(step, dict) and kind in step}
