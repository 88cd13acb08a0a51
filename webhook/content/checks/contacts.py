"""Numbers that can be dialled, dates that make sense, checks that have run out."""

from collections.abc import Iterator
from datetime import date

import phonenumbers

from webhook.content.directory import Directory, Entry, gate_open, has_contact


def problems(directory: Directory, today: date) -> Iterator[str]:
    """What can't be right, whoever looks at it."""
    if not any(entry.get("last_resort") and gate_open(entry) for entry in directory.entries):
        yield "data/helplines/global.yml: no entry is the last resort."
    for entry in directory.entries:
        where = f"data/helplines/{entry['country'].lower()}.yml: {entry['id']}"
        yield from (f"{where}: {problem}" for problem in _number(entry))
        yield from (f"{where}: {problem}" for problem in _dates(entry, today))
        if entry["ship_gate"] == "ok_after_check" and not has_contact(entry):
            yield f"{where}: has no way to reach it, so its ship_gate is contact_missing."


def notes(directory: Directory, today: date) -> Iterator[str]:
    """Checks that have run out: such a contact is no longer shown."""
    for entry in directory.entries:
        if entry["checked_on"] and entry["expires_on"] and date.fromisoformat(entry["expires_on"]) < today:
            yield f"data/helplines/{entry['country'].lower()}.yml: {entry['id']}: check it again, it ran out."


def _number(entry: Entry) -> Iterator[str]:
    e164 = entry["phone_e164"]
    if e164 is None:
        return
    if entry["phone"] is None:
        yield "phone_e164 stands without phone."
        return
    region = None if entry["country"] in ("global", "EU") else entry["country"]
    try:
        international = phonenumbers.parse(e164, None)
        displayed = phonenumbers.parse(entry["phone"], region)
    except phonenumbers.NumberParseException:
        yield "phone or phone_e164 is no number."
        return
    if not phonenumbers.is_valid_number(international):
        yield f"phone_e164 {e164} is not in use."
    if international != displayed:
        yield f"phone {entry['phone']} is not phone_e164 {e164}."


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
