"""data/helplines/: who may be shown to whom.

The ship gate (who may be shown at all), expiry and the order "own country, then everywhere" are the rules of
the directory's sources; see data/README.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from webhook.content.schemas import Schemas

Gate = Literal["checked", "unchecked"]
Entry = dict[str, Any]

EVERYWHERE = "global"
UNION = "EU"


@dataclass(frozen=True)
class Emergency:
    """`number` is what to dial; `others` are further numbers, each with the service it reaches."""

    number: str
    others: tuple[tuple[str, str], ...]


class Directory:
    """The services of all countries, behind the ship gate."""

    def __init__(
        self, entries: list[Entry], members: frozenset[str], gate: Gate, today: Callable[[], date]
    ) -> None:
        self.entries = entries
        self._members = members
        self._gate = gate
        self._today = today

    def find(self, audience: str, country: str | None, language: str, limit: int) -> list[Entry]:
        """At most `limit` entries: own country first, then everywhere; the visitor's language first in each.

        Where nothing of an audience may be shown, its entries marked last_resort are, checked or not.
        """
        found = [entry for entry in self.entries if audience in entry["audience"]]
        near = [entry for entry in found if self._may_show(entry) and _serves(entry, country)]
        near = near or [entry for entry in found if is_last_resort(entry)]
        return sorted(near, key=lambda entry: _distance(entry, country, language))[:limit]

    def last_resort(self, limit: int) -> list[Entry]:
        """What may stand alone where an audience has nothing: a person who asks for help gets some way on."""
        return [entry for entry in self.entries if is_last_resort(entry)][:limit]

    def emergency(self, country: str | None) -> Emergency | None:
        """The country's own number, else the Union's in its members, else None. Never withdrawn by age."""
        wanted = [country, UNION] if country in self._members else [country]
        for place in wanted:
            own = [e for e in self.entries if e["audience"] == ["emergency"] and e["country"] == place]
            if own:
                return _emergency(own)
        return None

    def unchecked(self, entry: Entry) -> bool:
        """True unless a person has checked the entry and the check has not run out."""
        if entry["checked_on"] is None:
            return True
        expires = entry["expires_on"]
        return expires is None or date.fromisoformat(expires) < self._today()

    def _may_show(self, entry: Entry) -> bool:
        return gate_open(entry) and (self._gate == "unchecked" or not self.unchecked(entry))


def gate_open(entry: Entry) -> bool:
    """False for what no setting may ever show: no contact, stale, vetoed."""
    return bool(entry["ship_gate"] == "ok_after_check") and has_contact(entry)


def is_last_resort(entry: Entry) -> bool:
    return bool(entry.get("last_resort")) and gate_open(entry)


def has_contact(entry: Entry) -> bool:
    return any(entry[way] for way in ("phone", "sms", "chat_url", "email", "web"))


def item(entry: Entry, unchecked: bool, age_label: str) -> dict[str, Any]:
    """The entry as a card shows it, ready for JSON."""
    notes = [f"{age_label}: {entry['age']}"] if entry.get("age") else []
    notes += [entry[note] for note in ("phone_note", "limits") if entry.get(note)]
    return {
        "id": entry["id"],
        "name": entry["name"],
        "phone": entry["phone"],
        "phone_href": entry["phone"] and f"tel:{entry['phone_e164'] or dialled(entry['phone'])}",
        "sms": entry["sms"],
        "sms_href": entry["sms"] and _sms_href(entry),
        "chat_url": entry["chat_url"],
        "email": entry["email"],
        "web": entry["web"],
        "hours": entry["hours"],
        "cost": entry.get("cost"),
        "languages": entry["languages"] or [],
        "anonymous": entry["anonymous"],
        "confidentiality": entry["confidentiality_limit"],
        "note": ". ".join(notes) or None,
        "unchecked": unchecked,
    }


def dialled(phone: str) -> str:
    """Only what a phone dials: digits and a leading plus."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")


def load(
    root: Path, schemas: Schemas, problems: list[str], gate: Gate, today: Callable[[], date]
) -> Directory:
    """Adds one sentence per problem; an id may stand once only, a file holds its own country only."""
    entries: list[Entry] = []
    members: frozenset[str] = frozenset()
    for path in sorted((root / "helplines").glob("*.yml")):
        document = schemas.read("helplines", path, problems)
        if document is None:
            continue
        members |= frozenset(document.get("members", ()))
        for entry in document["entries"]:
            if not entry["country"].lower() == document["country"].lower() == path.stem:
                problems.append(
                    f"data/helplines/{path.name}: {entry['id']} is of country {entry['country']}."
                )
            if any(entry["id"] == other["id"] for other in entries):
                problems.append(f"data/helplines/{path.name}: {entry['id']} stands twice.")
            entries.append(entry)
    return Directory(entries, members, gate, today)


def _serves(entry: Entry, country: str | None) -> bool:
    return entry["country"] in (EVERYWHERE, country) or country in entry.get("also", ())


def _distance(entry: Entry, country: str | None, language: str) -> tuple[int, bool]:
    place = 0 if entry["country"] == country else 1 if country in entry.get("also", ()) else 2
    return place, language not in (entry["languages"] or [language])


def _emergency(own: list[Entry]) -> Emergency:
    first = own[0]
    further = [*own[1:], *first.get("phone_alternatives", ())]
    others = [(e["phone"], e["service"]) for e in further if e.get("service", "same") != "same"]
    return Emergency(first["phone"], tuple(others))


def _sms_href(entry: Entry) -> str:
    keyword = entry.get("sms_keyword")
    return f"sms:{dialled(entry['sms'])}" + (f"?body={quote(keyword)}" if keyword else "")
