"""Which services may be shown to whom."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from webhook.content import Content, files

from .conftest import DATA

AUDIENCES = (
    "own_behaviour", "young_person", "victim", "takedown", "concerned", "report", "crisis", "self_help", "cybercrime",
)  # fmt: skip
LAST_RESORTS = ("victim", "crisis")
COUNTRIES = ("GB", "IN", "US", "AU", "CA", "IE", "NZ", "DE", "FR", "NL", "BE", "BR", "XX", None)
ALL = {
    entry["id"]: entry for path in (DATA / "helplines").glob("*.yml") for entry in files.read(path)["entries"]
}


def ids(content: Content, audience: str, country: str | None, **more: Any) -> list[str]:
    return [item["id"] for item in content.helplines(audience, country, "en", **more)]


def checked(entry_id: str, expires: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        entry = next(entry for entry in document["entries"] if entry["id"] == entry_id)
        entry.update(checked_on="2026-11-01", checked_by="A. Person", expires_on=expires)

    return change


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_production_shows_no_unchecked_helpline_but_the_last_resort(
    audience: str, country: str | None
) -> None:
    production = Content.load(DATA)
    assert (audience in LAST_RESORTS) == bool(production.helplines(audience, country, "en"))
    card = production.card(audience, country, "en")
    assert card is not None
    assert [item["id"] for item in card["items"]] == ["global-find-a-helpline"]
    assert card["title"] == production.helplines_title("last_resort", "en")


def test_a_card_has_the_title_of_what_it_shows(content: Content) -> None:
    card = content.card("report", "GB", "en")
    assert card is not None
    assert (card["kind"], card["audience"]) == ("helplines", "report")
    assert card["title"] == content.helplines_title("report", "en")
    assert card["items"] == content.helplines("report", "GB", "en")


def test_there_is_no_card_where_even_the_last_resort_is_gone(folder: Path, edit: Callable[..., None]) -> None:
    edit(
        "helplines/global.yml",
        lambda d: d.update(entries=[e for e in d["entries"] if "last_resort" not in e]),
    )
    assert Content.load(folder).card("report", "GB", "en") is None


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_no_setting_shows_what_is_stale_or_has_no_contact(
    content: Content, audience: str, country: str | None
) -> None:
    for item in content.helplines(audience, country, "en", limit=99):
        assert ALL[item["id"]]["ship_gate"] == "ok_after_check"
        assert any(item[way] for way in ("phone", "sms", "chat_url", "email", "web"))


def test_the_demo_marks_what_nobody_has_checked(content: Content) -> None:
    assert all(item["unchecked"] for item in content.helplines("own_behaviour", "GB", "en"))


def test_a_checked_helpline_is_shown_until_its_check_runs_out(
    folder: Path, edit: Callable[..., None]
) -> None:
    edit("helplines/gb.yml", checked("gb-stop-it-now", "2027-05-01"))
    before = Content.load(folder, today=lambda: date(2027, 5, 1))
    after = Content.load(folder, today=lambda: date(2027, 5, 2))
    assert [i["unchecked"] for i in before.helplines("own_behaviour", "GB", "en")] == [False]
    assert ids(after, "own_behaviour", "GB") == []


def test_the_own_country_comes_first_then_everywhere(content: Content) -> None:
    shown = ids(content, "own_behaviour", "gb")
    assert shown[0] == "gb-stop-it-now"
    assert len(shown) == 3
    assert all(ALL[item]["country"] in ("GB", "global") for item in shown)


def test_another_countrys_helpline_is_shown_only_where_it_serves(content: Content) -> None:
    assert "gb-samaritans" in ids(content, "crisis", "IE")
    assert "gb-samaritans" not in ids(content, "crisis", "FR")
    assert "eu-116111" not in ids(content, "young_person", "FR")


def test_the_visitors_language_comes_first_among_equals(content: Content) -> None:
    assert content.directory.find("crisis", "BE", "nl", 1)[0]["id"] == "be-zelfmoordlijn"
    assert content.directory.find("crisis", "BE", "fr", 1)[0]["id"] == "be-cps"
    assert content.directory.find("own_behaviour", "IN", "hi", 1)[0]["id"] == "global-troubled-desire"
    languages = [ALL[i]["languages"] for i in ids(content, "self_help", None, limit=9)]
    assert all("en" in (spoken or ["en"]) for spoken in languages)


def test_every_country_shipped_has_an_emergency_number_and_a_crisis_card(content: Content) -> None:
    for country in content.locales.all:
        assert content.emergency(country, "en") is not None, country
        card = content.card("crisis", country, "en")
        assert card is not None, country
        assert card["items"], country


def test_a_report_of_material_never_meets_the_line_for_money(content: Content) -> None:
    shown = ids(content, "report", "IN", limit=99)
    assert shown[0] == "in-ncrp"
    assert "in-1930" not in shown
    assert ids(content, "cybercrime", "IN") == ["in-1930"]


def test_a_child_in_india_meets_the_child_line_first(content: Content) -> None:
    assert ids(content, "victim", "IN")[0] == "in-1098"
    assert ids(content, "crisis", "IN")[0] == "in-tele-manas"


def test_a_card_says_what_is_known_of_a_line_and_nothing_where_it_is_not(content: Content) -> None:
    items = {item["id"]: item for item in content.helplines("crisis", "GB", "en")}
    samaritans, shout = items["gb-samaritans"], items["gb-shout"]
    assert (samaritans["on_bill"], samaritans["caller_number_seen"]) == (False, False)
    assert (shout["on_bill"], shout["caller_number_seen"], shout["who_listens"]) == (None, None, None)
    assert (samaritans["open"], samaritans["opens_at"]) == (True, None)
    lifeline = content.helplines("crisis", "AU", "en")[0]
    assert lifeline["who_listens"] == "trained crisis supporters"


def test_no_entry_promises_that_a_bill_shows_nothing_without_a_source() -> None:
    promised = {entry["id"] for entry in ALL.values() if entry.get("on_bill") is False}
    assert promised == {"gb-samaritans", "be-bru-stop-it-now", "de-telefonseelsorge"}


def test_samaritans_have_no_text_number(content: Content) -> None:
    item = next(i for i in content.helplines("crisis", "GB", "en") if i["id"] == "gb-samaritans")
    assert item["sms"] is None
    assert item["phone_href"] == "tel:116123"


def test_an_item_can_be_dialled_and_texted(content: Content) -> None:
    items = {i["id"]: i for i in content.helplines("crisis", "US", "en")}
    assert items["us-crisis-text-line"]["sms_href"] == "sms:741741?body=HOME"
    stop = content.helplines("own_behaviour", "GB", "en")[0]
    assert stop["phone_href"] == "tel:+448081000900"
    assert stop["confidentiality"].startswith("If the person gives identifying details")


@pytest.mark.parametrize(
    ("country", "number"),
    [("GB", "999"), ("us", "911"), ("IN", "112"), ("AT", "112"), ("DE", "110"), ("AU", "000")],
)
def test_the_emergency_number_is_the_countrys_own(content: Content, country: str, number: str) -> None:
    emergency = content.emergency(country, "en")
    assert emergency is not None
    assert emergency["number"] == number
    assert f"Call {number}." in emergency["text"]


def test_germany_shows_police_and_ambulance(content: Content) -> None:
    emergency = content.emergency("DE", "en")
    assert emergency is not None
    assert "112 (ambulance)" in emergency["text"]


def test_a_country_without_a_known_number_gets_words_instead(content: Content) -> None:
    assert content.emergency("XX", "en") is None
    assert content.emergency(None, "en") is None
    assert "local emergency number" in content.emergency_general("en")


def test_every_audience_has_a_title(content: Content) -> None:
    assert all(content.helplines_title(audience, "en") for audience in AUDIENCES)
