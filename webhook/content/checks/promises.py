"""Buttons lead somewhere, and a topic's replies carry the cards, the question and the way back that it must have."""

from collections.abc import Iterator

from webhook.content.catalogue import Content
from webhook.content.checks.written import Written
from webhook.content.replies import Replies
from webhook.content.shapes import Reply, Topic

CARD = "helplines:"
_EMERGENCY = "emergency number"
_QUESTION = "an open question"
_BACK = "way back to the site"
_LEAVE = "intent.control_leave"

SEEN_BY_MACHINE = (_EMERGENCY, _QUESTION, _BACK)
"""What a topic must have, cards aside, and no table of words is needed for."""


def problems(content: Content, written: Written) -> Iterator[str]:
    """Buttons of no intent, keys of no reply, and what a topic must have and a reply lacks."""
    for language, replies in content.replies.items():
        for key, spoken in replies.by_key.items():
            for button in spoken.chat[0].buttons:
                if not content.topics.has_intent(button.id.removeprefix("intent.")):
                    yield (
                        f"{_at(key, language, written)}: {key} has the button {button.id}, which is of no topic:"
                        " correct its payload, or name the intent in data/topics.yml."
                    )
        for topic in content.topics.all.values():
            for key in topic.keys:
                if key not in replies.by_key:
                    yield f"data/responses/{language}/: {key} of {topic.name} is missing: write it."
            for reply in replies_of(topic, replies):
                where = _at(reply.key, language, written)
                yield from (f"{where}: {problem}" for problem in _missing(topic, reply))


def keys_of(topic: Topic) -> tuple[str, ...]:
    """The keys that may answer a topic, whether they are written or not."""
    return (*(f"utter_{intent}" for intent in topic.intents), *topic.keys)


def replies_of(topic: Topic, replies: Replies) -> Iterator[Reply]:
    """Every variant in the chat that answers a topic."""
    for key in keys_of(topic):
        if key in replies.by_key:
            yield from replies.by_key[key].chat


def _at(key: str, language: str, written: Written) -> str:
    return written.at(written.replies(language)[key])


def _missing(topic: Topic, reply: Reply) -> Iterator[str]:
    shown = {card.get("audience", card["kind"]) for card in reply.cards}
    for must in topic.must:
        wanted = "emergency" if must == _EMERGENCY else must.removeprefix(CARD)
        if wanted != must and wanted not in shown:
            yield f"{reply.key} lacks the card {must}, which {topic.name} must have: add it under custom > cards."
        elif must == _QUESTION and not any(mark in reply.text for mark in "?\u061f\uff1f"):
            yield f"{reply.key} asks nothing, and {topic.name} must have {must}: end with one."
        elif must == _BACK and _LEAVE not in (button.id for button in reply.buttons):
            yield f"{reply.key} lacks the button {_LEAVE}, and {topic.name} must have the {must}: add it."
