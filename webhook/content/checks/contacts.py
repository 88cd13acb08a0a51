"""Numbers that can be dialled, dates that make sense, pairs that are whole, checks that have run out."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import phonenumbers

from webhook.content.catalogue import Content
from webhook.content.directory import Directory, Entry, gate_open, has_contact

_SHORT = 6
"""Digits of the longest number that is dialled as it stands; a longer one has an international form."""


def problems(content: Content, today: date) -> Iterator[str]:
    """What can't be right, whoever looks at it."""
    directory = content.directory
    if not any(entry.get("last_resort") and gate_open(entry) for entry in directory.entries):
        yield "data/helplines/global.yml: no entry is the last resort."
    for entry in directory.entries:
        found = [*_numbers(entry), *_dates(entry, today), *_pair(entry, directory), *_reach(entry)]
        if found:
            where = directory.place(entry)
            yield from (f"{where}: {problem}" for problem in found)
    for country in content.locales.all:
        if directory.emergency(country) is None:
            yield f"data/locales/{country.lower()}.yml: no emergency number of {country} stands in data/helplines/."


def notes(content: Content, today: date) -> Iterator[str]:
    """What a person has to do before a release, a line a country; where no crisis line is listed."""
    directory = content.directory
    for entry in directory.entries:
        if entry["checked_on"] and entry["expires_on"] and date.fromisoformat(entry["expires_on"]) < today:
            yield f"{directory.place(entry)}: check it again, it ran out."
    waiting, all_of = Counter(_unchecked(directory)), Counter(e["country"] for e in directory.entries)
    for country, count in sorted(waiting.items()):
        yield f"data/helplines/{country.lower()}.yml: {count} of {all_of[country]} were checked by nobody."
    if waiting:
        yield "turnpoint content check --directory lists whom to ring or open before going live, and what to ask."
    for country, locale in content.locales.all.items():
        if locale.law and locale.expires_on and date.fromisoformat(locale.expires_on) < today:
            yield f"data/locales/{country.lower()}.yml: check the law line again, it ran out and is not shown."
    without = [country for country in sorted(content.locales.all) if not _crisis_line(directory, country)]
    if without:
        yield f"No crisis line is listed for {', '.join(without)}: the emergency number and the last resort stand in."


def _unchecked(directory: Directory) -> Iterator[str]:
    return (entry["country"] for entry in directory.entries if directory.unchecked(entry))


def _crisis_line(directory: Directory, country: str) -> bool:
    return any(
        "crisis" in entry["audience"] and gate_open(entry)
        for entry in directory.entries
        if entry["country"] == country or country in entry.get("also", ())
    )


def _numbers(entry: Entry) -> Iterator[str]:
    yield from _number("phone", entry["phone"], entry["phone_e164"], entry["country"])
    yield from _written("sms", entry["sms"])
    for other in entry.get("phone_alternatives", ()):
        yield from _number("phone_alternatives", other["phone"], other["phone_e164"], entry["country"])


def _number(field: str, shown: str | None, e164: str | None, country: str) -> Iterator[str]:
    wrong = list(_written(field, shown))
    if shown is None and e164 is not None:
        wrong.append("phone_e164 stands without phone.")
    if wrong or shown is None:
        yield from wrong
    elif e164 is not None:
        yield from _international(field, shown, e164, country)
    elif sum(sign.isdigit() for sign in shown) > _SHORT:
        yield f"{field} {shown} needs its phone_e164, the number with + and the country's code."


def _written(field: str, shown: str | None) -> Iterator[str]:
    strange = next(
        (sign for sign in shown or "" if not (sign.isdecimal() and sign.isascii()) and sign not in " +-()/."),
        None,
    )
    if strange is not None:
        yield f"{field} {shown} has “{strange}” in it: write digits only, and words in {field}_note."


def _international(field: str, shown: str, e164: str, country: str) -> Iterator[str]:
    region = None if country in ("global", "EU") else country
    try:
        international = phonenumbers.parse(e164, None)
        displayed = phonenumbers.parse(shown, region)
    except phonenumbers.NumberParseException:
        yield f"{field} or phone_e164 is no number."
        return
    if not phonenumbers.is_valid_number(international):
        yield f"phone_e164 {e164} is not in use: correct it, or write null."
    if international != displayed:
        yield f"{field} {shown} is not phone_e164 {e164}: they must be one number."


def _dates(entry: Entry, today: date) -> Iterator[str]:
    checked, expires = entry["checked_on"], entry["expires_on"]
    if checked and not entry["checked_by"]:
        yield "checked_on stands without checked_by."
    if checked and not expires:
        yield "checked_on stands without expires_on, so it counts as not checked."
    if expires and not checked:
        yield "expires_on stands without checked_on."
    if checked and date.fromisoformat(checked) > today:
        yield "checked_on lies in the future."
    if checked and expires and expires <= checked:
        yield "expires_on is not after checked_on."
    if entry["as_of"] and entry["as_of"] > today.isoformat():
        yield "as_of lies in the future."


def _pair(entry: Entry, directory: Directory) -> Iterator[str]:
    if "pair" not in entry:
        return
    other = next((each for each in directory.entries if each["id"] == entry["pair"]), None)
    if other is None:
        yield f"pair names {entry['pair']}, which is no entry: name the other half, or take the line out."
    elif other.get("pair") != entry["id"]:
        yield f"{other['id']} does not name it as its pair: both halves must name each other."


def _reach(entry: Entry) -> Iterator[str]:
    if entry["ship_gate"] == "ok_after_check" and not has_contact(entry):
        yield "has no way to reach it, so its ship_gate is contact_missing."
    if "chat_opening" in entry and not entry["chat_url"]:
        yield "chat_opening stands without chat_url."
    ages = entry.get("ages", {})
    if ages.get("from", 0) > ages.get("to", ages.get("from", 0)):
        yield "ages ends before it begins."
