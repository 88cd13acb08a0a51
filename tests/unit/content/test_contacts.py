"""What `turnpoint content check` says of numbers, pairs and dates, and whom a person has to ring."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from webhook.commands.content import command
from webhook.content import Content, ContentInvalid
from webhook.content.checks import calling, check

from .conftest import DATA


def change(entry_id: str, **fields: Any) -> Callable[[Any], None]:
    def how(document: Any) -> None:
        next(entry for entry in document["entries"] if entry["id"] == entry_id).update(fields)

    return how


def told(folder: Path) -> list[str]:
    return [each for each in check(folder, lambda: date(2026, 12, 1)).problems if "helplines" in each]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"phone": "0808 1OOO 900"}, "phone 0808 1OOO 900 has “O” in it: write digits only"),
        ({"sms": "85 2S8"}, "sms 85 2S8 has “S” in it: write digits only"),
        ({"phone": "٠808 1000 900"}, "has “٠” in it"),
        ({"phone_e164": None}, "phone 0808 1000 900 needs its phone_e164"),
        ({"phone_alternatives": [{"phone": "0808 1000 9x", "phone_e164": None}]}, "phone_alternatives"),
        ({"pair": "gb-nobody"}, "pair names gb-nobody, which is no entry"),
        ({"pair": "gb-childline"}, "gb-childline does not name it as its pair"),
        ({"ages": {"from": 30, "to": 20}}, "ages ends before it begins"),
        ({"chat_url": None, "chat_opening": {"always": True}}, "chat_opening stands without chat_url"),
    ],
)
def test_a_contact_that_can_not_be_right_is_told_with_file_and_line(
    folder: Path, edit: Callable[..., None], fields: dict[str, Any], problem: str
) -> None:
    edit("helplines/gb.yml", change("gb-stop-it-now", **fields))
    [found] = told(folder)
    assert found.startswith("data/helplines/gb.yml:3: gb-stop-it-now: ")
    assert problem in found


def test_an_entry_without_a_source_is_refused(folder: Path, edit: Callable[..., None]) -> None:
    edit("helplines/gb.yml", change("gb-stop-it-now", source=" "))
    with pytest.raises(ContentInvalid, match=r"helplines/gb\.yml:\d+: entries > 0 > source"):
        Content.load(folder)


def test_a_law_line_without_a_source_is_refused(folder: Path, edit: Callable[..., None]) -> None:
    edit("locales/gb.yml", lambda document: document.update(law_source=None))
    with pytest.raises(ContentInvalid, match=r"locales/gb\.yml:\d+: law_source"):
        Content.load(folder)


def test_a_country_without_an_emergency_number_is_found(folder: Path, edit: Callable[..., None]) -> None:
    (folder / "helplines" / "ma.yml").unlink()
    assert any("no emergency number of MA" in each for each in check(folder).problems)


def test_a_law_line_that_ran_out_is_noted(folder: Path, edit: Callable[..., None]) -> None:
    edit("locales/gb.yml", lambda document: document.update(expires_on="2026-11-30"))
    notes = check(folder, lambda: date(2026, 12, 1)).notes
    assert "data/locales/gb.yml: check the law line again, it ran out and is not shown." in notes


def test_what_nobody_has_checked_is_counted_a_line_a_country() -> None:
    notes = check(DATA).notes
    assert "data/helplines/gb.yml: 10 of 10 were checked by nobody." in notes
    assert len([note for note in notes if "checked by nobody" in note]) == len(
        list(DATA.glob("helplines/*.yml"))
    )
    [without] = [note for note in notes if note.startswith("No crisis line")]
    assert "BD, MA, SA" in without


def test_the_list_says_whom_to_ring_and_what_to_ask() -> None:
    result = CliRunner().invoke(command, ["check", "--data", str(DATA), "--directory"])
    assert result.exit_code == 0, result.output
    assert "gb-stop-it-now: Stop It Now (UK)" in result.output
    assert "    ring 0808 1000 900 (+448081000900)" in result.output
    assert "May we name you here?" in result.output
    assert "global-stopncii as well: they are shown together or not at all." in result.output


def test_nobody_is_asked_to_ring_an_emergency_number(content: Content) -> None:
    lines = list(calling.lines(content.directory))
    emergencies = [place for place, line in enumerate(lines) if ": emergency-" in line]
    assert emergencies
    assert all(lines[place + 1].startswith("    do not ring ") for place in emergencies)


def test_a_checked_entry_leaves_the_list_until_its_check_runs_out(
    folder: Path, edit: Callable[..., None]
) -> None:
    done = {"checked_on": "2026-11-01", "checked_by": "A. Person", "expires_on": "2027-05-01"}
    edit("helplines/gb.yml", change("gb-shout", **done))
    before = Content.load(folder, today=lambda: date(2027, 5, 1))
    after = Content.load(folder, today=lambda: date(2027, 5, 2))
    assert not any("gb-shout" in line for line in calling.lines(before.directory))
    assert any("gb-shout" in line for line in calling.lines(after.directory))
