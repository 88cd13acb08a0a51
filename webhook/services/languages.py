"""The language of a conversation: changed at once where it is asked for."""

import re
import unicodedata
from datetime import datetime

from webhook.domain.commands import LANGUAGE_PREFIX
from webhook.services.context import Context
from webhook.services.logbook import speak
from webhook.store import conversations, log
from webhook.store.session import Session
from webhook.store.tables import Conversation

SCRIPTS = {"DEVANAGARI": "hi", "BENGALI": "bn", "ARABIC": "ar"}
"""Scripts that only one language of ours is written in."""


def asked(session: Session, ctx: Context, conversation: Conversation, now: datetime) -> None:
    """The visitor asks for another language: speak it at once, or show those that there are."""
    wanted = _wanted(session, ctx, conversation)
    if wanted not in (None, conversation.language):  # "my English is bad" asks for another one
        switch(session, ctx, conversation, wanted, now)
        return
    buttons = tuple(_button(ctx, language) for language in ctx.content.languages)
    speak(session, ctx, conversation, "utter_control_language_choice", now, buttons=buttons)


def switch(session: Session, ctx: Context, conversation: Conversation, language: str, now: datetime) -> None:
    """Go on in `language`; the answer is in it already."""
    conversation.language = ctx.content.language(language)
    session.flush()
    speak(session, ctx, conversation, "utter_control_language", now)


def after_a_text(
    session: Session, ctx: Context, conversation: Conversation, text: str, now: datetime
) -> None:
    """Once a conversation: offer the language that the visitor writes in, or say that we understand little of it."""
    if conversation.owner != "bot" or conversation.crisis:
        return
    written = next((language for language in map(_script_of, text) if language), None)
    if written in ctx.content.languages and written != conversation.language:
        _once(session, ctx, conversation, "utter_control_language_choice", written, now)
    elif ctx.content.understands_little(conversation.language):
        _once(session, ctx, conversation, "utter_language_limited", None, now)


def _once(
    session: Session, ctx: Context, conversation: Conversation, key: str, language: str | None, now: datetime
) -> None:
    if log.times_said(session, conversation.id, key):
        return
    if language is None:
        buttons = tuple(
            {"id": door.id, "label": door.label} for door in ctx.content.doors(conversation.language)
        )
        speak(session, ctx, conversation, key, now, buttons=buttons)
        return
    buttons = tuple(_button(ctx, each) for each in (language, conversation.language))
    speak(session, ctx, conversation, key, now, buttons=buttons, language=language)


def _button(ctx: Context, language: str) -> dict[str, str]:
    return {"id": LANGUAGE_PREFIX + language, "label": ctx.content.language_name(language)}


def named(text: str, called: dict[str, tuple[str, ...]]) -> str | None:
    """The language that a text names, or whose own script it is written in; the one named last counts.

    "I know no French, only Hindi please" asks for Hindi.
    """
    folded = text.casefold()
    places = {
        language: max((_last(name, folded) for name in names), default=-1)
        for language, names in called.items()
    }
    best = max(places, key=lambda language: places[language], default=None)
    if best is not None and places[best] >= 0:
        return best
    return next((language for language in map(_script_of, text) if language in called), None)


def _last(name: str, text: str) -> int:
    """Where a name stands last as a word of its own ("arabi" is not in "arabia"); -1 where it does not."""
    found = -1
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        found = match.start()
    return found


def _script_of(sign: str) -> str | None:
    return SCRIPTS.get(unicodedata.name(sign, "").partition(" ")[0])


def _wanted(session: Session, ctx: Context, conversation: Conversation) -> str | None:
    event = log.newest_text_of(session, conversation.id, "visitor")
    if event is None:
        return None
    body = log.body_of(event, conversations.key_of(session, conversation.id, ctx.keyring))
    return None if "button" in body else named(str(body["text"]), ctx.content.called())
