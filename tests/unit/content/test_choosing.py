"""Who fits a visitor, and in which order: age, way, opening, pairs."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from webhook.content import Content, files

from .conftest import DATA

NIGHT, DAY = datetime(2026, 11, 22, 22, tzinfo=UTC), datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
ALL = {
    entry["id"]: entry for path in (DATA / "helplines").glob("*.yml") for entry in files.read(path)["entries"]
}
AUDIENCES = sorted({audience for entry in ALL.values() for audience in entry["audience"]} - {"emergency"})
HASH = {"global-take-it-down", "global-stopncii"}


def ids(content: Content, audience: str, country: str | None, limit: int = 3, **more: Any) -> list[str]:
    language = more.pop("language", "en")
    return [entry["id"] for entry in content.directory.find(audience, country, language, limit, **more)]


def check(*entry_ids: str, expires: str = "2027-05-01") -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for entry in document["entries"]:
            if entry["id"] in entry_ids:
                entry.update(checked_on="2026-11-01", checked_by="A. Person", expires_on=expires)

    return change


def test_an_open_line_stands_before_a_closed_one(content: Content) -> None:
    by_day = ids(content, "own_behaviour", "BE", language="fr", at=DAY)
    by_night = ids(content, "own_behaviour", "BE", language="fr", at=NIGHT)
    assert by_day[0] == "be-bru-stop-it-now"
    assert by_night[-1] == "be-bru-stop-it-now"
    assert len(by_night) == 3


def test_the_nearest_line_stays_on_the_card_when_it_is_closed(content: Content) -> None:
    for country, limit in product(("BE", "CA"), (1, 2, 3)):
        shown = ids(content, "own_behaviour", country, limit, language="fr", at=NIGHT)
        assert ALL[shown[-1]]["country"] == country
        assert len(shown) == limit


def test_unknown_hours_do_not_push_a_line_back(content: Content) -> None:
    assert ids(content, "own_behaviour", "GB", at=NIGHT)[0] == "gb-stop-it-now"


def test_a_picture_of_a_child_and_one_of_an_adult_go_to_different_portals(content: Content) -> None:
    assert set(ids(content, "takedown", "GB", 9, age="child")) == {"gb-report-remove", "global-take-it-down"}
    assert ids(content, "takedown", "GB", 9, age="adult") == ["global-stopncii"]
    assert ids(content, "takedown", "IN", 9, age="child") == ["global-take-it-down"]
    assert ids(content, "takedown", None, 9, age="adult") == ["global-stopncii"]


@pytest.mark.parametrize("country", sorted({entry["country"] for entry in ALL.values()}))
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_child_never_gets_what_is_for_adults(content: Content, audience: str, country: str) -> None:
    for found in ids(content, audience, country, 99, age="child"):
        assert ALL[found].get("ages", {}).get("from", 0) < 18
        assert found != "global-stopncii"


def test_the_door_for_young_people_says_the_age_by_itself(folder: Path, edit: Callable[..., None]) -> None:
    def grown_up(document: Any) -> None:
        document["entries"][2].update(ages={"from": 18})

    edit("helplines/gb.yml", grown_up)
    content = Content.load(folder, directory="unchecked")
    assert "gb-childline" not in ids(content, "young_person", "GB", 9)
    assert "gb-childline" in ids(content, "victim", "GB", 9)


def test_an_adult_who_was_hurt_is_not_sent_to_a_line_for_children(content: Content) -> None:
    shown = ids(content, "victim", "GB", 9, age="adult")
    assert not {"gb-childline", "gb-kooth", "gb-report-remove"} & set(shown)
    assert "global-find-a-helpline" in shown


def test_a_way_asked_for_leaves_only_what_can_be_reached_so(content: Content) -> None:
    assert ids(content, "crisis", "GB", way="email") == ["gb-samaritans"]
    assert ids(content, "own_behaviour", "NZ", way="email") == ["nz-safe-to-talk"]
    assert ids(content, "own_behaviour", "US", way="email") == []
    assert ids(content, "crisis", "GB", way="sms") == ["gb-shout"]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 99])
@pytest.mark.parametrize("country", [None, "GB", "US", "IN", "AU", "CA"])
def test_of_a_pair_both_are_shown_or_neither(content: Content, country: str | None, limit: int) -> None:
    for audience in ("takedown", "victim"):
        shown = set(ids(content, audience, country, limit))
        assert HASH & shown in (set(), HASH)
        assert len(shown) <= limit


def test_half_a_pair_is_not_shown_while_nobody_has_checked_the_other(
    folder: Path, edit: Callable[..., None]
) -> None:
    edit("helplines/global.yml", check("global-take-it-down"))
    assert "global-take-it-down" not in ids(Content.load(folder), "takedown", None)
    edit("helplines/global.yml", check(*HASH))
    assert set(ids(Content.load(folder), "takedown", None)) == HASH


def test_half_a_pair_stands_alone_where_the_other_is_not_for_this_visitor(
    folder: Path, edit: Callable[..., None]
) -> None:
    edit("helplines/global.yml", check("global-take-it-down"))
    production = Content.load(folder, today=lambda: date(2026, 12, 1))
    assert ids(production, "takedown", None, age="child") == ["global-take-it-down"]


def test_a_card_takes_age_and_way(content: Content) -> None:
    card = content.card("takedown", "GB", "en", age="adult")
    assert card is not None
    assert [item["id"] for item in card["items"]] == ["global-stopncii"]
    assert content.card("own_behaviour", "US", "en", way="email") is None
