"""Every language says everything, with the same names to fill in."""

from collections.abc import Iterator

from webhook.content.catalogue import DEFAULT_LANGUAGE, Content
from webhook.content.replies import Replies
from webhook.content.words import SECTIONS, Words, places


def problems(content: Content) -> Iterator[str]:
    """What a language lacks beside the default one."""
    for language, words in content.words.items():
        if language not in content.replies:
            yield f"data/responses/{language}/ is missing."
        yield from _fixed_words(words, content.words[DEFAULT_LANGUAGE])
    for language, replies in content.replies.items():
        if language not in content.words:
            yield f"data/warnings/{language}.yml is missing."
        if DEFAULT_LANGUAGE in content.replies:
            yield from _replies(language, replies, content.replies[DEFAULT_LANGUAGE])


def _fixed_words(words: Words, model: Words) -> Iterator[str]:
    file = f"data/warnings/{words.language}.yml"
    for section in SECTIONS:
        own, wanted = words.section(section), model.section(section)
        for key in wanted.keys() - own.keys():
            yield f"{file}: {section} > {key} is missing."
        for key in own.keys() - wanted.keys():
            yield f"{file}: {section} > {key} is in no other language."
        for key in own.keys() & wanted.keys():
            if places(own[key]) != places(wanted[key]):
                yield f"{file}: {section} > {key} must name {sorted(places(wanted[key])) or 'nothing'} in braces."


def _replies(language: str, replies: Replies, model: Replies) -> Iterator[str]:
    folder = f"data/responses/{language}/"
    for key in sorted(model.by_key.keys() - replies.by_key.keys()):
        yield f"{folder}: {key} is missing."
    for key in sorted(replies.by_key.keys() - model.by_key.keys()):
        yield f"{folder}: {key} is in no other language."
    for intent in sorted(model.labels.keys() - replies.labels.keys()):
        yield f"{folder}: no button has a label for {intent}."
