"""No word we never use, nothing harder to read than our reader can, no text that betrays its subject."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from webhook.content.catalogue import DEFAULT_LANGUAGE, Content
from webhook.content.checks import reading
from webhook.content.checks.written import Place, Written
from webhook.content.replies import SMS
from webhook.content.schemas import Schemas

_FOR_VISITORS = ("ui", "notices", "consent", "sms", "helplines", "facts", "handoff")
_PLACE = re.compile(r"\{\w+\}")
_GSM = frozenset("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                 "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà")  # fmt: skip
_ONE_TEXT = 160  # characters of GSM 03.38 in one part
_TWO_OF_UCS2 = 134  # characters in two joined parts of UCS-2: 67 each
_LINE = "+44 808 1000 900"
_SENTENCE_END = re.compile(r"[.!?:;\u0964\u061f\u06d4](?:\s+|$)|\n{2,}")
_MARKS = (
    "\u0300-\u036f\u064b-\u0652\u0670\u0900-\u0903\u093a-\u094f\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u09d7"
)
"""Vowel signs and accents that stand inside a word, and that `re` takes for its end."""


class Text(NamedTuple):
    """One text a visitor may read, where it stands, and how that place is called."""

    place: Place
    label: str
    words: str


def problems(content: Content, written: Written, schemas: Schemas, desk: dict[str, Any] | None) -> list[str]:
    """Findings of all languages, and of the demo's desk; each language must have its data/style/ file."""
    found: list[str] = []
    for language in content.languages:
        style = schemas.read("style", written.root / "style" / f"{language}.yml", found)
        if style is None:
            continue
        texts = list(visitor_texts(content, written, language))
        if desk and language in desk["languages"]:
            file = Place(written.root / "demo" / "desk.yml")
            texts += (Text(file.below(key), key, desk[key]) for key in ("name", "confidentiality"))
        found += _avoided(texts, style["avoid"], written)
        found += _promised(texts, style["secrecy"], written)
        if "grade" in style:
            found += _too_hard(texts, style["grade"], language, written)
        else:
            found += _too_long(texts, style["length"], language, written)
        found += _telling(content, written, language, style["not_in_sms"])
    return found


def visitor_texts(content: Content, written: Written, language: str) -> Iterator[Text]:
    """Everything a visitor may read in one language."""
    file = written.warnings(language)
    words = content.words[language]
    for label, text in words.spoken():
        yield Text(file.below(*label.split(" > ")), label, text)
    for section in _FOR_VISITORS:
        for key, text in words.section(section).items():
            yield Text(file.below(section, key), f"{section} > {key}", text)
    for key in written.replies(language):
        for place, variation in written.variations(language, key):
            label = f"{key} ({SMS})" if variation.get("channel") == SMS else key
            yield Text(place.below("text"), label, variation["text"].rstrip("\n"))
            for index, button in enumerate(variation.get("buttons", ())):
                button_label = f"{label} > {button['payload']}"
                yield Text(place.below("buttons", index, "title"), button_label, button["title"])
    for country, locale in content.locales.all.items():
        if language in locale.law:
            path = written.root / "locales" / f"{country.lower()}.yml"
            yield Text(Place(path, ("law", language)), f"law > {language}", locale.law[language])


def beginning_with(phrases: Sequence[str]) -> re.Pattern[str]:
    """Finds a word or phrase that begins as one of these do; "offender" finds "offenders"."""
    choices = "|".join(re.escape(phrase) for phrase in phrases)
    return re.compile(rf"(?<![\w{_MARKS}])(?:{choices})", re.IGNORECASE)


def _avoided(texts: list[Text], avoid: list[str], written: Written) -> Iterator[str]:
    never = beginning_with(avoid)
    for text in texts:
        found = never.search(text.words)
        if found:
            yield f"{_where(text, written)}: we never say “{found[0]}”: say it in other words, about the act."


def _promised(texts: list[Text], secrecy: list[str], written: Written) -> Iterator[str]:
    never = beginning_with(secrecy)
    for text in texts:
        found = never.search(text.words)
        if found:
            yield (
                f"{_where(text, written)}: “{found[0]}” promises more than any service keeps:"
                " say what is kept, and what may be passed on."
            )


def _too_hard(texts: list[Text], limits: dict[str, Any], language: str, written: Written) -> Iterator[str]:
    measured = [(text, reading.measure(_PLACE.sub("it", text.words))) for text in texts]
    graded = [(text, measure) for text, measure in measured if measure.words >= limits["from_words"]]
    for text, measure in graded:
        if measure.grade > limits["one_text"]:
            said = f"reads at grade {measure.grade:.1f}, and {limits['one_text']} is the most"
            yield f"{_where(text, written)}: {said}: write shorter sentences and words."
    average = reading.total(measure for _, measure in graded).grade
    if average > limits["average"]:
        said = f"all texts in {language} together read at grade {average:.1f}, and {limits['average']} is the most"
        yield f"{_style(language, 'grade', written)}: {said}: make the longest texts easier."


def _too_long(texts: list[Text], limits: dict[str, Any], language: str, written: Written) -> Iterator[str]:
    """For languages whose syllables we cannot count: words in a sentence."""
    counted = [(text, len(sentence.split())) for text in texts for sentence in _sentences(text.words)]
    for text, words in counted:
        if words > limits["one_sentence"]:
            said = f"a sentence has {words} words, and {limits['one_sentence']} is the most"
            yield f"{_where(text, written)}: {said}: make two of it."
    average = sum(words for _, words in counted) / max(1, len(counted))
    if average > limits["average"]:
        said = f"sentences have {average:.1f} words on average, and {limits['average']} is the most"
        yield f"{_style(language, 'length', written)}: {said}: make the longest sentences shorter."


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def _telling(content: Content, written: Written, language: str, telling: list[str]) -> Iterator[str]:
    words = beginning_with(telling)
    for text in _sent_to_phones(content, written, language):
        where = _where(text, written)
        found = words.search(text.words)
        if found:
            yield f"{where}: a text must not say “{found[0]}”, others may read the phone: use a neutral word."
        odd = set(text.words) - _GSM
        most = _TWO_OF_UCS2 if odd else _ONE_TEXT
        if odd and language == DEFAULT_LANGUAGE:
            yield f"{where}: {sorted(odd)} would halve the length of a text: use plain letters and signs."
        if len(text.words) > most:
            with_such = " with such letters" if odd else ""
            yield f"{where}: {len(text.words)} characters, and {most} is the most{with_such}: shorten it."


def _sent_to_phones(content: Content, written: Written, language: str) -> Iterator[Text]:
    """Every text of ours that a phone can get, its places filled with the longest that any country puts there."""
    entries = content.directory.entries
    longest = max((e["phone"] or "" for e in entries if e["audience"] == ["emergency"]), key=len, default="")
    filled = {"{number}": longest, "{line}": _LINE, "{emergency}": longest}
    for text in visitor_texts(content, written, language):
        if text.place.steps[0] == SMS or text.label.endswith(f"({SMS})"):
            yield text._replace(words=_PLACE.sub(lambda name: filled.get(name[0], name[0]), text.words))


def _where(text: Text, written: Written) -> str:
    return f"{written.at(text.place)}: {text.label}"


def _style(language: str, key: str, written: Written) -> str:
    return f"{written.at(Place(written.root / 'style' / f'{language}.yml', (key,)))}: {key}"
