"""Which services of the directory fit one visitor, and in which order they stand on a card.

The rules and their sources are told in data/README.md. A country is asked for or given, never taken from an address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webhook.content import hours

Entry = dict[str, Any]
Unit = tuple[Entry, ...]

EVERYWHERE = "global"
WAYS = {"phone": "phone", "sms": "sms", "chat": "chat_url", "email": "email", "web": "web"}
_ADULT = 18
_BY_GROUP = ("victim", "takedown")
"""Audiences where `groups` says whom a service is for; elsewhere it says who else may write."""


@dataclass(frozen=True)
class Wish:
    """What is known of a visitor. `age` is child or adult: who asks, or, for a takedown, who is in the picture.

    `way` is one of WAYS.
    """

    audience: str
    country: str | None
    language: str
    at: datetime
    age: str | None = None
    way: str | None = None


def fits(entry: Entry, wish: Wish) -> bool:
    """Whether an entry is for this visitor at all, whoever may be shown it."""
    return (
        wish.audience in entry["audience"]
        and _serves(entry, wish.country)
        and (wish.way is None or bool(entry[WAYS[wish.way]]))
        and _of_age(entry, wish)
    )


def choose(fitting: list[Entry], wish: Wish, limit: int, may_show: Callable[[Entry], bool]) -> list[Entry]:
    """At most `limit` of the entries: open or unknown before closed, own country first, the language first in each.

    The nearest stands there in any case, closed or not. Of a pair, both or neither; one whose other half is not for
    this visitor stands alone.
    """
    units = _units(fitting, may_show)
    if not units:
        return []
    nearest = min(units, key=lambda unit: _distance(unit[0], wish))
    ranked = sorted(units, key=lambda unit: (_closed(unit, wish), *_distance(unit[0], wish)))
    kept, left = [], limit
    for unit in [nearest, *(unit for unit in ranked if unit is not nearest)]:
        if len(unit) <= left:
            kept.append(unit)
            left -= len(unit)
    return [entry for unit in ranked if any(unit is one for one in kept) for entry in unit]


def _units(fitting: list[Entry], may_show: Callable[[Entry], bool]) -> list[Unit]:
    by_id = {entry["id"]: entry for entry in fitting}
    units: list[Unit] = []
    for entry in fitting:
        other = by_id.get(entry.get("pair", ""))
        unit = (entry,) if other is None else (entry, other)
        second = other is not None and any(other is member for earlier in units for member in earlier)
        if not second and all(may_show(member) for member in unit):
            units.append(unit)
    return units


def _serves(entry: Entry, country: str | None) -> bool:
    return entry["country"] in (EVERYWHERE, country) or country in entry.get("also", ())


def _of_age(entry: Entry, wish: Wish) -> bool:
    age = "child" if wish.audience == "young_person" else wish.age
    if age is None:
        return True
    if age == "child" and entry.get("ages", {}).get("from", 0) >= _ADULT:
        return False
    if age == "adult" and entry.get("ages", {}).get("to", _ADULT) < _ADULT:
        return False
    if wish.audience == "takedown" and entry.get("picture", age) != age:
        return False
    groups = {"child"} if age == "child" else {"adult", "survivor"}
    return wish.audience not in _BY_GROUP or bool(groups.intersection(entry.get("groups", groups)))


def _closed(unit: Unit, wish: Wish) -> bool:
    return all(hours.standing(entry, wish.at).open is False for entry in unit)


def _distance(entry: Entry, wish: Wish) -> tuple[int, bool, bool]:
    own, near = entry["country"] == wish.country, wish.country in entry.get("also", ())
    foreign = wish.language not in (entry["languages"] or [wish.language])
    return 0 if own else 1 if near else 2, foreign, wish.audience not in entry.get("first_for", ())
