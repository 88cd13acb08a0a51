"""No word we never use, nothing harder to read than our reader can, no text that betrays its subject."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from webhook.content.catalogue import DEFAULT_LANGUAGE, Content
from webhook.content.checks import reading
from webhook.content.schemas import Schemas

_FOR_VISITORS = ("ui", "notices", "consent", "sms", "helplines", "facts", "handoff")
_PLACE = re.compile(r"\{\w+\}")
_GSM = frozenset("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                 "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà")  # fmt: skip
_ONE_TEXT = 160  # characters of GSM 03.38 in one part
_TWO_OF_UCS2 = 134  # characters in two joined parts of UCS-2: 67 each
_LINE = "+44 808 1000 900"
_SENTENCE_END = re.compile(r"[.!?:;\u0964\u061f\u06d4](?:\s+|$)|\n{2,}")


class Text(NamedTuple):
    """One text a visitor may read, and where it stands."""

    where: str
    words: str


def problems(content: Content, root: Path, schemas: Schemas, desk: dict[str, Any] | None) -> list[str]:
    """Findings of all languages, and of the demo's desk; each language must have its data/style/ file."""
    found: list[str] = []
    for language in content.languages:
        style = schemas.read("style", root / "style" / f"{language}.yml", found)
        if style is None:
            continue
        texts = list(visitor_texts(content, language))
        if desk and language in desk["languages"]:
            texts += (Text(f"data/demo/desk.yml: {key}", desk[key]) for key in ("name", "confidentiality"))
        found += _avoided(texts, style["avoid"])
        found += (
            _too_hard(texts, style["grade"], language)
            if "grade" in style
            else _too_long(texts, style["length"])
        )
        found += _telling(content, language, style["not_in_sms"])
    return found


def visitor_texts(content: Content, language: str) -> Iterator[Text]:
    """Everything a visitor may read in one language."""
    file = f"data/warnings/{language}.yml"
    words = content.words[language]
    for place, text in words.spoken():
        yield Text(f"{file}: {place}", text)
    for section in _FOR_VISITORS:
        for key, text in words.section(section).items():
            yield Text(f"{file}: {section} > {key}", text)
    if language in content.replies:
        for key, spoken in content.replies[language].by_key.items():
            for channel, reply in spoken.all():
                place = f"data/responses/{language}/: {key}" + (f" ({channel})" if channel else "")
                yield Text(place, reply.text)
                yield from (Text(f"{place} > {button.id}", button.label) for button in reply.buttons)
    for country, locale in content.locales.all.items():
        if language in locale.law:
            yield Text(f"data/locales/{country.lower()}.yml: law > {language}", locale.law[language])


def _avoided(texts: list[Text], avoid: list[str]) -> Iterator[str]:
    never = re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in avoid)})", re.IGNORECASE)
    for text in texts:
        found = never.search(text.words)
        if found:
            yield f"{text.where}: we never say “{found[0]}”."


def _too_hard(texts: list[Text], limits: dict[str, Any], language: str) -> Iterator[str]:
    measured = [(text, reading.measure(_PLACE.sub("it", text.words))) for text in texts]
    graded = [(text, measure) for text, measure in measured if measure.words >= limits["from_words"]]
    for text, measure in graded:
        if measure.grade > limits["one_text"]:
            yield f"{text.where}: reads at grade {measure.grade:.1f}, and {limits['one_text']} is the most."
    average = reading.total(measure for _, measure in graded).grade
    if average > limits["average"]:
        yield f"All texts in {language} together read at grade {average:.1f}, and {limits['average']} is the most."


def _too_long(texts: list[Text], limits: dict[str, Any]) -> Iterator[str]:
    """For languages whose syllables we cannot count: words in a sentence."""
    counted = [(text, len(sentence.split())) for text in texts for sentence in _sentences(text.words)]
    for text, words in counted:
        if words > limits["one_sentence"]:
            yield f"{text.where}: a sentence has {words} words, and {limits['one_sentence']} is the most."
    average = sum(words for _, words in counted) / max(1, len(counted))
    if average > limits["average"]:
        yield f"{texts[0].where}: sentences have {average:.1f} words on average, and {limits['average']} is the most."


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def _telling(content: Content, language: str, telling: list[str]) -> Iterator[str]:
    words = re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in telling)})", re.IGNORECASE)
    for where, text in _sent_to_phones(content, language):
        found = words.search(text)
        if found:
            yield f"{where}: a text must not say “{found[0]}”, others may read the phone."
        odd = set(_PLACE.sub("", text)) - _GSM
        most = _TWO_OF_UCS2 if odd else _ONE_TEXT
        if odd and language == DEFAULT_LANGUAGE:
            yield f"{where}: {sorted(odd)} would halve the length of a text."
        if len(text) > most:
            yield f"{where}: {len(text)} characters, and {most} is the most{' with such letters' if odd else ''}."


def _sent_to_phones(content: Content, language: str) -> Iterator[Text]:
    """Every text of ours that a phone can get, its places filled with the longest that any country puts there."""
    entries = content.directory.entries
    longest = max((e["phone"] or "" for e in entries if e["audience"] == ["emergency"]), key=len, default="")
    for key, text in content.words[language].section("sms").items():
        yield Text(f"data/warnings/{language}.yml: sms > {key}", text.replace("{number}", longest))
    if language in content.replies:
        for key, spoken in content.replies[language].by_key.items():
            if spoken.sms is not None:
                words = spoken.sms.text.replace("{line}", _LINE).replace("{emergency}", longest)
                yield Text(f"data/responses/{language}/: {key} (sms)", words)
