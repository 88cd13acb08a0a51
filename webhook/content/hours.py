"""When a service can be reached: `opening` of an entry, each read on the clock of its own country."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LOOK_AHEAD = 15
"""Days in which the next opening is looked for: past a fortnight of holidays."""

Opening = dict[str, Any]


@dataclass(frozen=True)
class Standing:
    """True, False, or None where it is not known; `opens_at` in UTC, only of what is closed now."""

    open: bool | None
    chat_open: bool | None
    opens_at: datetime | None


def standing(entry: dict[str, Any], at: datetime) -> Standing:
    """Whether an entry can be reached at a moment that knows its zone. Open is what has one way open."""
    chat = entry.get("chat_opening", entry.get("opening")) if entry["chat_url"] else None
    openings = [chat] if entry["chat_url"] else []
    if any(entry[way] for way in ("phone", "sms", "email", "web")):
        openings.append(entry.get("opening"))
    states = [open_now(opening, at) for opening in openings]
    is_open = True if True in states else None if None in states or not states else False
    next_times = [opens_at(opening, at) for opening in openings if is_open is False]
    return Standing(
        open=is_open,
        chat_open=open_now(chat, at),
        opens_at=min((moment for moment in next_times if moment), default=None),
    )


def open_now(opening: Opening | None, at: datetime) -> bool | None:
    """None where the hours are not known."""
    if opening is None:
        return None
    if opening.get("always"):
        return True
    return any(start <= at < end for day in (-1, 0) for start, end in _spans(opening, at, day))


def opens_at(opening: Opening | None, at: datetime) -> datetime | None:
    """The next opening in UTC; None for what is open, what has no known hours, and what stays shut for long."""
    if opening is None or open_now(opening, at):
        return None
    for day in range(LOOK_AHEAD):
        later = [start for start, _ in _spans(opening, at, day) if start > at]
        if later:
            return min(later)
    return None


def problem(opening: Opening | None) -> str | None:
    """What a schema cannot see: a time zone or a clock time that does not exist."""
    if opening is None or opening.get("always"):
        return None
    try:
        ZoneInfo(opening["timezone"])
    except (ZoneInfoNotFoundError, ValueError):
        return f"the time zone {opening['timezone']} does not exist: write one such as Europe/London"
    for hours in (each for day in opening["weekly"].values() for each in day):
        try:
            start, end = (_clock(part) for part in hours.split("-"))
        except ValueError:
            return f"{hours} is no time of day: write it as 09:00-17:30"
        if start == end:
            return f"{hours} begins when it ends: write 00:00-24:00 for a whole day"
    return None


def _spans(opening: Opening, at: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
    """The hours that begin on the day that lies so many days from `at`."""
    zone = ZoneInfo(opening["timezone"])
    day = at.astimezone(zone).date() + timedelta(days=days)
    if day.isoformat() not in opening.get("closed_on", ()):
        for hours in _hours_of(opening["weekly"], DAYS[day.weekday()]):
            yield _span(day, hours, zone)


def _span(day: date, hours: str, zone: ZoneInfo) -> tuple[datetime, datetime]:
    start, end = (_clock(part) for part in hours.split("-"))
    last = end + timedelta(days=1) if end <= start else end
    return _moment(day, start, zone), _moment(day, last, zone)


def _moment(day: date, since_midnight: timedelta, zone: ZoneInfo) -> datetime:
    """What the clock on the wall says, so that a day of 23 or 25 hours opens on time."""
    wall = datetime.combine(day, time()) + since_midnight
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _clock(written: str) -> timedelta:
    """Time since midnight, 24:00 included. Raises ValueError."""
    hour, minute = (int(part) for part in written.split(":"))
    since_midnight = timedelta(hours=hour, minutes=minute)
    if minute > 59 or since_midnight > timedelta(days=1):
        raise ValueError(written)
    return since_midnight


def _hours_of(weekly: dict[str, list[str]], day: str) -> Iterator[str]:
    for days, hours in weekly.items():
        first, _, last = days.partition("-")
        begin, end = DAYS.index(first), DAYS.index(last or first)
        length = (end - begin) % len(DAYS)
        if (DAYS.index(day) - begin) % len(DAYS) <= length:
            yield from hours
