"""Buttons lead somewhere, and a topic's replies carry what the topic must have, as far as a machine can see it."""

from collections.abc import Iterator

from webhook.content.catalogue import Content
from webhook.content.replies import Replies
from webhook.content.shapes import Reply, Topic

_CARD = "helplines:"
_EMERGENCY = "emergency number"
_QUESTION = "an open question"
_BACK = "way back to the site"
_LEAVE = "intent.control_leave"


def problems(content: Content) -> Iterator[str]:
    """Buttons of no intent, keys of no reply, and what a topic must have and a reply lacks."""
    for language, replies in content.replies.items():
        folder = f"data/responses/{language}/"
        for key, spoken in replies.by_key.items():
            for button in spoken.chat[0].buttons:
                if not content.topics.has_intent(button.id.removeprefix("intent.")):
                    yield f"{folder}: {key} has the button {button.id}, which is of no topic."
        for topic in content.topics.all.values():
            for key in topic.keys:
                if key not in replies.by_key:
                    yield f"{folder}: {key} of {topic.name} is missing."
            for reply in _replies(topic, replies):
                yield from (f"{folder}: {problem}" for problem in _missing(topic, reply))


def _replies(topic: Topic, replies: Replies) -> Iterator[Reply]:
    for key in (*(f"utter_{intent}" for intent in topic.intents), *topic.keys):
        if key in replies.by_key:
            yield from replies.by_key[key].chat


def _missing(topic: Topic, reply: Reply) -> Iterator[str]:
    shown = {card.get("audience", card["kind"]) for card in reply.cards}
    for must in topic.must:
        wanted = "emergency" if must == _EMERGENCY else must.removeprefix(_CARD)
        if wanted != must and wanted not in shown:
            yield f"{reply.key} lacks the card {must}, which {topic.name} must have."
        elif must == _QUESTION and not any(mark in reply.text for mark in "?\u061f\uff1f"):
            yield f"{reply.key} asks nothing, and {topic.name} must have {must}."
        elif must == _BACK and _LEAVE not in (button.id for button in reply.buttons):
            yield f"{reply.key} lacks the button {_LEAVE}, and {topic.name} must have the {must}."
