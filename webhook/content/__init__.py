"""The words, helplines and places of data/: loaded, checked, rendered. A leaf: it imports nothing of ours."""

from webhook.content.catalogue import Content
from webhook.content.errors import ContentInvalid, UnknownKey, UnknownTopic, ValueMissing
from webhook.content.shapes import Button, Locale, Reply, Topic
from webhook.content.source import ContentSource

__all__ = [
    "Button",
    "Content",
    "ContentInvalid",
    "ContentSource",
    "Locale",
    "Reply",
    "Topic",
    "UnknownKey",
    "UnknownTopic",
    "ValueMissing",
]
