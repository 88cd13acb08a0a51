"""When a service can be reached, and what a card says of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from webhook.content import Content, ContentInvalid, files, hours

from .conftest import DATA

LONDON = {"timezone": "Europe/London", "weekly": {"mon-thu": ["09:00-21:00"], "fri": ["09:00-17:00"]}}
NIGHTS = {"timezone": "Asia/Kolkata", "weekly": {"sat-sun": ["22:00-02:00"]}}
SPLIT = {"timezone": "UTC", "weekly": {"wed": ["11:00-13:00", "14:00-24:00"]}}
ENTRIES = [entry for path in (DATA / "helplines").glob("*.yml") for entry in files.read(path)["entries"]]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def entry(**changes: Any) -> dict[str, Any]:
    ways: dict[str, Any] = dict.fromkeys(("phone", "sms", "chat_url", "email", "web"))
    return ways | {"phone": "1"} | changes


@pytest.mark.parametrize(
    ("opening", "moment", "answer"),
    [
        (LONDON, "2026-11-23 09:00", True),  # a Monday, in winter
        (LONDON, "2026-11-23 08:59", False),
        (LONDON, "2026-11-23 20:59", True),
        (LONDON, "2026-11-23 21:00", False),
        (LONDON, "2026-07-06 08:00", True),  # a Monday, in summer: an hour ahead of UTC
        (LONDON, "2026-07-06 20:00", False),
        (LONDON, "2026-11-27 16:59", True),  # a Friday
        (LONDON, "2026-11-27 17:30", False),
        (LONDON, "2026-11-28 12:00", False),
        (NIGHTS, "2026-11-29 19:00", True),  # Monday 00:30 in Kolkata, still Sunday's night
        (NIGHTS, "2026-11-29 21:00", False),
        (SPLIT, "2026-11-25 13:30", False),
        (SPLIT, "2026-11-25 23:59", True),
        (SPLIT, "2026-11-26 00:00", False),
        ({"always": True}, "2026-11-28 03:00", True),
        (None, "2026-11-28 12:00", None),
    ],
)
def test_a_line_is_open_by_the_clock_of_its_own_country(
    opening: dict[str, Any] | None, moment: str, answer: bool | None
) -> None:
    assert hours.open_now(opening, at(moment)) is answer


def test_a_closed_line_says_when_it_opens_next_in_utc() -> None:
    assert hours.opens_at(LONDON, at("2026-11-28 12:00")) == at("2026-11-30 09:00")
    assert hours.opens_at(SPLIT, at("2026-11-25 13:30")) == at("2026-11-25 14:00")
    assert hours.opens_at(LONDON, at("2026-11-23 10:00")) is None
    assert hours.opens_at(None, at("2026-11-23 10:00")) is None


def test_it_opens_on_time_where_the_clocks_change_in_between() -> None:
    opening = {"timezone": "Europe/London", "weekly": {"mon": ["09:00-10:00"]}}
    assert hours.opens_at(opening, at("2026-10-24 12:00")) == at("2026-10-26 09:00")
    assert hours.opens_at(opening, at("2026-03-28 12:00")) == at("2026-03-30 08:00")


def test_a_day_named_as_closed_is_closed() -> None:
    opening = LONDON | {"closed_on": ["2026-12-25"]}
    assert hours.open_now(opening, at("2026-12-25 12:00")) is False
    assert hours.opens_at(opening, at("2026-12-25 12:00")) == at("2026-12-28 09:00")


def test_a_chat_with_hours_of_its_own_is_told_apart() -> None:
    both = entry(chat_url="https://example.org/", opening={"always": True}, chat_opening=SPLIT)
    now = hours.standing(both, at("2026-11-24 12:00"))
    assert (now.open, now.chat_open, now.opens_at) == (True, False, None)
    unknown = hours.standing(both | {"chat_opening": None}, at("2026-11-24 12:00"))
    assert (unknown.open, unknown.chat_open) == (True, None)


def test_closed_is_said_only_where_every_way_is_known_to_be_closed() -> None:
    shut = entry(chat_url="https://example.org/", opening=SPLIT, chat_opening=None)
    assert hours.standing(shut, at("2026-11-24 12:00")).open is None
    all_shut = hours.standing(shut | {"chat_opening": LONDON}, at("2026-11-24 23:00"))
    assert (all_shut.open, all_shut.opens_at) == (False, at("2026-11-25 09:00"))


@pytest.mark.parametrize(
    ("opening", "told"),
    [
        ({"timezone": "Europe/Londn", "weekly": {"mon": ["09:00-10:00"]}}, "the time zone Europe/Londn"),
        ({"timezone": "Europe/London", "weekly": {"mon": ["09:00-25:00"]}}, "09:00-25:00 is no time of day"),
        ({"timezone": "Europe/London", "weekly": {"mon": ["09:00-09:00"]}}, "begins when it ends"),
        ({"timezone": "Europe/London", "weekly": {"monday": ["09:00-10:00"]}}, "monday"),
        ({"timezone": "Europe/London", "weekly": {"mon": ["9-17"]}}, "9-17"),
        ({"always": True, "timezone": "Europe/London", "weekly": {"mon": ["09:00-10:00"]}}, "opening"),
        ({"weekly": {"mon": ["09:00-10:00"]}}, "opening"),
    ],
)
def test_hours_that_no_clock_can_read_are_refused_with_their_place(
    folder: Path, edit: Callable[..., None], opening: dict[str, Any], told: str
) -> None:
    edit("helplines/gb.yml", lambda document: document["entries"][0].update(opening=opening))
    with pytest.raises(ContentInvalid) as refused:
        Content.load(folder)
    [problem] = refused.value.problems
    assert problem.startswith("data/helplines/gb.yml:")
    assert told in problem


def test_what_is_written_as_round_the_clock_is_so_for_the_machine() -> None:
    for each in ENTRIES:
        if each["hours"] in ("24/7", "any time"):
            assert each["opening"] == {"always": True}, each["id"]


def test_no_hours_are_filled_in_where_the_source_gives_none() -> None:
    assert [each["id"] for each in ENTRIES if "opening" in each and each["hours"] is None] == []
