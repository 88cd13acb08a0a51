"""data/helplines/: the services of all countries, and who may be shown at all.

The ship gate, expiry, pairs and the order on a card are the rules of the directory's sources; see data/README.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from webhook.content import choosing, files, hours
from webhook.content.choosing import Entry as Entry
from webhook.content.choosing import Wish
from webhook.content.schemas import Schemas

Gate = Literal["checked", "unchecked"]

UNION = "EU"


@dataclass(frozen=True)
class Emergency:
    """`number` is what to dial; `others` are further numbers, each with the service it reaches."""

    number: str
    others: tuple[tuple[str, str], ...]


class Directory:
    """The services of all countries, behind the ship gate. `paths` has the file of each country."""

    def __init__(
        self,
        entries: list[Entry],
        members: frozenset[str],
        gate: Gate,
        today: Callable[[], date],
        paths: dict[str, Path] | None = None,
    ) -> None:
        self.entries = entries
        self._members = members
        self._gate = gate
        self._today = today
        self._paths = paths or {}

    def find(
        self,
        audience: str,
        country: str | None,
        language: str,
        limit: int,
        age: str | None = None,
        way: str | None = None,
        at: datetime | None = None,
    ) -> list[Entry]:
        """At most `limit` entries that fit, nearest and open first; see choosing.choose.

        `age` is who asks, or for a takedown who is in the picture: a child never gets what is for adults. `way` keeps
        only what can be reached so. `at` is now where it is not given. Where nothing of an audience may be shown, its
        entries marked last_resort are, checked or not.
        """
        wish = Wish(audience, country, language, at or datetime.now(UTC), age, way)
        fitting = [entry for entry in self.entries if choosing.fits(entry, wish)]
        shown = choosing.choose(fitting, wish, limit, self._may_show)
        return shown or [entry for entry in fitting if is_last_resort(entry)][:limit]

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

    def place(self, entry: Entry, *within: str) -> str:
        """File, line and id of an entry, or of a place within it; slow, for what is told to a person."""
        path = self._paths.get(entry["country"])
        name = f"data/helplines/{entry['country'].lower()}.yml"
        if path is None:
            return f"{name}: {entry['id']}"
        index = [each["id"] for each in self.entries if each["country"] == entry["country"]].index(
            entry["id"]
        )
        return f"{name}:{files.line_of(path, ['entries', index, *within])}: {entry['id']}"

    def _may_show(self, entry: Entry) -> bool:
        return gate_open(entry) and (self._gate == "unchecked" or not self.unchecked(entry))


def gate_open(entry: Entry) -> bool:
    """False for what no setting may ever show: no contact, stale, vetoed."""
    return bool(entry["ship_gate"] == "ok_after_check") and has_contact(entry)


def is_last_resort(entry: Entry) -> bool:
    return bool(entry.get("last_resort")) and gate_open(entry)


def has_contact(entry: Entry) -> bool:
    return any(entry[way] for way in ("phone", "sms", "chat_url", "email", "web"))


def item(entry: Entry, unchecked: bool, age_label: str, at: datetime | None = None) -> dict[str, Any]:
    """The entry as a card shows it, ready for JSON. `open`, `chat_open` and the facts are None where not known."""
    notes = [f"{age_label}: {entry['age']}"] if entry.get("age") else []
    notes += [entry[note] for note in ("phone_note", "limits") if entry.get(note)]
    now = hours.standing(entry, at or datetime.now(UTC))
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
        "open": now.open,
        "chat_open": now.chat_open,
        "opens_at": now.opens_at and now.opens_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "cost": entry.get("cost"),
        "on_bill": entry.get("on_bill"),
        "caller_number_seen": entry.get("caller_number_seen"),
        "languages": entry["languages"] or [],
        "who_listens": entry.get("who_listens"),
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
    paths: dict[str, Path] = {}
    members: frozenset[str] = frozenset()
    for path in sorted((root / "helplines").glob("*.yml")):
        document = schemas.read("helplines", path, problems)
        if document is None:
            continue
        members |= frozenset(document.get("members", ()))
        paths[document["country"]] = path
        entries += document["entries"]
        problems += _misplaced(path, document)
    directory = Directory(entries, members, gate, today, paths)
    problems += _twice(directory)
    problems += _unreadable_hours(directory)
    return directory


def _misplaced(path: Path, document: dict[str, Any]) -> list[str]:
    return [
        f"data/helplines/{path.name}: {entry['id']} is of country {entry['country']}: move it to that file."
        for entry in document["entries"]
        if not entry["country"].lower() == document["country"].lower() == path.stem
    ]


def _twice(directory: Directory) -> list[str]:
    ids = [entry["id"] for entry in directory.entries]
    return [
        f"data/helplines/: {each} stands twice: keep one." for each in sorted(set(ids)) if ids.count(each) > 1
    ]


def _unreadable_hours(directory: Directory) -> list[str]:
    return [
        f"{directory.place(entry, field)}: {found}."
        for entry in directory.entries
        for field in ("opening", "chat_opening")
        if (found := hours.problem(entry.get(field)))
    ]


def _emergency(own: list[Entry]) -> Emergency:
    first = own[0]
    further = [*own[1:], *first.get("phone_alternatives", ())]
    others = [(e["phone"], e["service"]) for e in further if e.get("service", "same") != "same"]
    return Emergency(first["phone"], tuple(others))


def _sms_href(entry: Entry) -> str:
    keyword = entry.get("sms_keyword")
    return f"sms:{dialled(entry['sms'])}" + (f"?body={quote(keyword)}" if keyword else "")
