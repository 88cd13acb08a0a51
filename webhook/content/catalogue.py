"""Everything data/ can say, behind one object. Built once, never changed; ContentSource replaces it."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self

from webhook.content import directory as helplines
from webhook.content import locales, replies, topics, words
from webhook.content.directory import Entry
from webhook.content.errors import ContentInvalid, UnknownKey
from webhook.content.schemas import Schemas
from webhook.content.shapes import Button, Locale, Reply, Topic

log = logging.getLogger(__name__)

DEFAULT_LANGUAGE = "en"
LAST_RESORT = "last_resort"


def _today() -> date:
    return datetime.now(UTC).date()


class Content:
    """All words, replies, topics, helplines and locales of one data folder."""

    def __init__(
        self,
        words: Mapping[str, words.Words],
        replies: Mapping[str, replies.Replies],
        topics: topics.Topics,
        directory: helplines.Directory,
        locales: locales.Locales,
    ) -> None:
        self.words = words
        self.replies = replies
        self.topics = topics
        self.directory = directory
        self.locales = locales
        self.languages = tuple(sorted(words, key=lambda language: (language != DEFAULT_LANGUAGE, language)))

    @classmethod
    def load(
        cls, root: Path, *, directory: helplines.Gate = "checked", today: Callable[[], date] = _today
    ) -> Self:
        """Read the folder. Raises ContentInvalid with one sentence per problem, naming file and place."""
        problems: list[str] = []
        schemas = Schemas(root / "schema")
        content = cls(
            words.load(root, schemas, problems),
            replies.load(root, schemas, problems),
            topics.load(root, schemas, problems),
            helplines.load(root, schemas, problems, directory, today),
            locales.load(root, schemas, problems, today),
        )
        if DEFAULT_LANGUAGE not in content.words and not problems:
            problems.append(f"data/warnings/{DEFAULT_LANGUAGE}.yml is missing.")
        if problems:
            raise ContentInvalid(tuple(problems))
        return content

    # languages

    def language(self, wanted: str | None) -> str:
        """The language we have for a tag such as `en-GB`; the default one for any other."""
        tag = (wanted or "").lower().replace("_", "-")
        known = {language.lower(): language for language in self.languages}
        return known.get(tag) or known.get(tag.split("-")[0]) or DEFAULT_LANGUAGE

    def direction(self, language: str) -> str:
        """`ltr` or `rtl`."""
        return self._in(language).direction

    def language_name(self, language: str) -> str:
        """What the language calls itself."""
        return self._in(language).name

    def called(self) -> dict[str, tuple[str, ...]]:
        """Each language with what people call it, in any language."""
        return {language: self.words[language].called for language in self.languages}

    def understands_little(self, language: str) -> bool:
        """True where a visitor is better off with the buttons, and is told so."""
        return self._in(language).limited

    def country_name(self, country: str | None) -> str | None:
        """The country in English, or None where we have no file for it."""
        return self.locales.named(country).name or None if country else None

    # fixed words

    def warning(
        self,
        language: str,
        kind: str,
        country: str | None = None,
        action: str = "warning",
        context: str | None = None,
    ) -> dict[str, Any]:
        """Title, paragraphs, machine, kept, promise; the law line is the country's own where we know it.

        `action` is "warning" or "notice"; `context` is what the query is about besides, such as "survivor", or None.
        """
        return self._in(language).warning(kind, self.law(country, language), action, context)

    def doors(self, language: str) -> tuple[Button, ...]:
        return self._in(language).doors()

    def ui(self, language: str) -> dict[str, str]:
        return self._in(language).section("ui")

    def consent(self, language: str) -> dict[str, str]:
        return self._in(language).section("consent")

    def standing(self, language: str) -> dict[str, str]:
        """Labels of the buttons that are always accepted, doors aside, by id."""
        return self._in(language).section("handoff")

    def staff(self, language: str) -> dict[str, str]:
        """Labels of the console, by flat key such as `delivery.sent`."""
        return self._in(language).section("staff")

    def notice(self, key: str, language: str, **values: object) -> str:
        """Raises UnknownKey, ValueMissing."""
        return self._text("notices", key, language, values)

    def sms(self, key: str, language: str, **values: object) -> str:
        """Raises UnknownKey, ValueMissing."""
        return self._text("sms", key, language, values)

    def fact(self, key: str, language: str, **values: object) -> str:
        """One sentence about a service. Raises UnknownKey, ValueMissing."""
        return self._text("facts", key, language, values)

    def law(self, country: str | None, language: str) -> str | None:
        """The law of a country in one sentence; None where we do not know it in this language."""
        return self.locales.law(country, self.language(language))

    # what the bot says

    def reply(self, key: str, language: str, channel: str = "chat", before: int = 0) -> Reply:
        """The channel's own words, else the chat's. Raises UnknownKey.

        `before` says how often the key was said in this conversation: the variants are taken in turn.
        """
        for candidate in (self.language(language), DEFAULT_LANGUAGE):
            said = self.replies.get(candidate)
            reply = said.reply(key, channel, before) if said else None
            if reply is not None:
                if candidate != self.language(language):
                    log.warning("reply %s is missing in %s", key, language)
                return reply
        raise UnknownKey(key)

    def short(self, key: str, language: str, country: str | None, audience: str) -> str:
        """A reply as one text message, with the number of the nearest service of `audience` put in. Raises UnknownKey.

        Where that number is not known, the visitor is told so: a text must not end in nothing.
        """
        text = self.reply(key, language, "sms").text
        known = self.emergency(country, language)
        found = self.card(audience, country, language, 3)
        lines = (item["phone"] or item["sms"] for item in (found or {"items": ()})["items"])
        values = {"emergency": known and known["number"], "line": next(filter(None, lines), None)}
        if any(f"{{{place}}}" in text and not value for place, value in values.items()):
            return self.sms("no_line", language)
        return words.fill(text, values)

    def has_reply(self, key: str) -> bool:
        said = self.replies.get(DEFAULT_LANGUAGE)
        return said is not None and key in said.by_key

    def intent_label(self, intent: str, language: str) -> str:
        """The words of a button that stands for an intent. Raises UnknownKey."""
        for candidate in (self.language(language), DEFAULT_LANGUAGE):
            said = self.replies.get(candidate)
            if said and intent in said.labels:
                return said.labels[intent]
        raise UnknownKey(intent)

    def topic(self, name: str) -> Topic:
        """Raises UnknownTopic."""
        return self.topics.named(name)

    def has_topic(self, name: str) -> bool:
        return name in self.topics.all

    def topic_of_intent(self, intent: str) -> str:
        """Raises UnknownTopic."""
        return self.topics.of_intent(intent)

    def topic_of_key(self, key: str) -> str | None:
        return self.topics.of_key(key)

    # places and services

    def locale(self, country: str | None) -> Locale:
        """What is known of a country; a bare Locale for one without a file."""
        return self.locales.named(country)

    def helplines(
        self, audience: str, country: str | None, language: str, limit: int = 3
    ) -> list[dict[str, Any]]:
        """Items of a card, nearest first. Never stale, vetoed or without contact; unchecked is marked."""
        return self._items(self._found(audience, country, language, limit), language)

    def card(
        self,
        audience: str,
        country: str | None,
        language: str,
        limit: int = 3,
        *,
        age: str | None = None,
        way: str | None = None,
    ) -> dict[str, Any] | None:
        """The whole card of an audience; None where not even a last resort may be shown.

        The last resort stands alone under a title and an audience of its own, `last_resort`: two audiences without
        services of their own give the same card. `age` ("child", "adult") is that of the person it is for, or in the
        picture; `way` ("email") asks for services that can be reached so, and then there is no last resort.
        """
        found = self.directory.find(
            audience, country and country.upper(), self.language(language), limit, age=age, way=way
        )
        found = found or ([] if way else self.directory.last_resort(limit))
        if not found:
            return None
        if all(helplines.is_last_resort(entry) for entry in found):
            audience = LAST_RESORT
        title = self.helplines_title(audience, language)
        items = self._items(found, language)
        return {"kind": "helplines", "audience": audience, "title": title, "items": items}

    def helplines_title(self, audience: str, language: str) -> str:
        """Raises UnknownKey."""
        return self._text("helplines", audience, language, {})

    def emergency(self, country: str | None, language: str) -> dict[str, Any] | None:
        """Number, phone_href and text, or None where we know no number; then see emergency_general."""
        found = self.directory.emergency(country and country.upper())
        if found is None:
            return None
        text = self._in(language).emergency(found.number, found.others)
        href = f"tel:{helplines.dialled(found.number)}"
        return {"number": found.number, "phone_href": href, "text": text}

    def emergency_general(self, language: str) -> str:
        """What to say about danger where the number is not known."""
        return self._in(language).emergency_general()

    def _found(self, audience: str, country: str | None, language: str, limit: int) -> list[Entry]:
        return self.directory.find(audience, country and country.upper(), self.language(language), limit)

    def _items(self, entries: list[Entry], language: str) -> list[dict[str, Any]]:
        age = self.ui(language)["card_age"]
        return [helplines.item(entry, self.directory.unchecked(entry), age) for entry in entries]

    def _in(self, language: str) -> words.Words:
        return self.words[self.language(language)]

    def _text(self, section: str, key: str, language: str, values: Mapping[str, object]) -> str:
        return self._in(language).text(section, key, values)
