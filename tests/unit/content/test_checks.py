"""`turnpoint content check`: what this repository passes, and what it would not."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from webhook.commands.content import command
from webhook.content import files
from webhook.content.checks import check, reading

from .conftest import DATA

pytestmark = pytest.mark.usefixtures("english")


def entry(document: Any, entry_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in document["entries"] if entry["id"] == entry_id)
    return found


def told(folder: Path) -> str:
    return "\n".join(check(folder, lambda: date(2026, 12, 1)).problems)


def test_the_words_of_this_repository_pass() -> None:
    result = CliRunner().invoke(command, ["check", "--data", str(DATA)])
    assert result.exit_code == 0, result.output


def test_a_problem_is_told_and_the_exit_code_is_not_0(folder: Path) -> None:
    (folder / "locales" / "gb.yml").write_text("country: GB\n", encoding="utf-8")
    result = CliRunner().invoke(command, ["check", "--data", str(folder)])
    assert result.exit_code == 1
    assert "data/locales/gb.yml:1:" in result.output


def test_a_demo_desk_out_of_form_or_in_bad_words_is_found(folder: Path, edit: Callable[..., None]) -> None:
    edit("demo/desk.yml", lambda d: d.update(confidentiality="No monster reads this."))
    assert re.search(r"data/demo/desk.yml:\d+: confidentiality: we never say", told(folder))
    edit("demo/desk.yml", lambda d: d.update(channels=["pigeon"]))
    assert "data/demo/desk.yml:" in told(folder)


@pytest.mark.parametrize("word", ["An offender", "Paedophiles", "You monster"])
def test_a_word_we_never_use_is_found(folder: Path, edit: Callable[..., None], word: str) -> None:
    edit("warnings/en.yml", lambda d: d["notices"].update(closed=f"{word} was here."))
    assert re.search(r"data/warnings/en.yml:\d+: notices > closed: we never say", told(folder))


@pytest.mark.parametrize(
    "promise", ["It is completely anonymous.", "No one will ever know.", "We guarantee it."]
)
def test_a_promise_that_nobody_can_keep_is_found(
    folder: Path, edit: Callable[..., None], promise: str
) -> None:
    edit("warnings/en.yml", lambda d: d["ui"].update(send=promise))
    assert re.search(
        r"data/warnings/en.yml:\d+: ui > send: “.+” promises more than any service", told(folder)
    )


def test_a_claim_that_somebody_is_traced_is_found(folder: Path, edit: Callable[..., None]) -> None:
    edit("warnings/en.yml", lambda d: d["ui"].update(send="You are being traced"))
    assert "ui > send: we never say “You are being traced”" in told(folder)


def test_a_language_that_lists_no_promises_to_avoid_is_found(folder: Path, edit: Callable[..., None]) -> None:
    edit("style/en.yml", lambda d: d.pop("secrecy"))
    assert "data/style/en.yml:1: the file: secrecy is missing: add it." in told(folder)


def test_a_text_too_hard_to_read_is_found(folder: Path, edit: Callable[..., None]) -> None:
    hard = (
        "Notwithstanding jurisdictional variability, accessing representations of sexual exploitation "
        "constitutes criminalised behaviour necessitating immediate therapeutic consultation."
    )
    edit("warnings/en.yml", lambda d: d["warning"]["kinds"]["search"].update(harm=hard))
    assert "warning > kinds > search > harm: reads at grade" in told(folder)


def test_a_text_message_that_says_what_it_is_about_is_found(folder: Path, edit: Callable[..., None]) -> None:
    edit("warnings/en.yml", lambda d: d["sms"].update(closed="The helpline chat about images is over…"))
    found = told(folder)
    assert "sms > closed: a text must not say" in found
    assert "would halve the length" in found


def test_a_text_message_that_a_long_emergency_number_makes_too_long_is_found(
    folder: Path, edit: Callable[..., None]
) -> None:
    emergency = next(
        e for e in files.read(folder / "helplines" / "gb.yml")["entries"] if e["audience"] == ["emergency"]
    )["id"]
    edit("warnings/en.yml", lambda d: d["sms"].update(danger="Please call {number}. " + "a" * 138))
    edit("helplines/gb.yml", lambda d: entry(d, emergency).update(phone="0800 999 999"))
    assert "sms > danger: 164 characters" in told(folder)


def test_a_reply_for_phones_that_says_what_it_is_about_is_found(
    folder: Path, edit: Callable[..., None]
) -> None:
    edit(
        "responses/en/service.yml",
        lambda d: d["responses"]["utter_bot_down"][1].update(text="The helpline is not working."),
    )
    assert "utter_bot_down (sms): a text must not say" in told(folder)


def test_a_language_that_lacks_a_key_is_found(folder: Path) -> None:
    model = (folder / "warnings" / "en.yml").read_text(encoding="utf-8")
    other = model.replace("language: en", "language: xx").replace("  send: Send\n", "")
    other = other.replace("If the number ending {last} can", "If the number can")
    (folder / "warnings" / "xx.yml").write_text(other, encoding="utf-8")
    shutil.copytree(folder / "responses" / "en", folder / "responses" / "xx")
    (folder / "responses" / "xx" / "service.yml").unlink()
    found = told(folder)
    assert re.search(r"data/warnings/xx.yml:\d+: ui > send is missing: copy its line", found)
    assert "notices > sms_confirm_sent must name {last}, as in en, and names nothing in braces." in found
    assert "data/responses/xx/service.yml: utter_bot_down is missing: copy it from" in found
    assert "style/xx.yml is missing." in found
    assert "data/musts/xx.yml is missing: copy data/musts/en.yml" in found
    assert "understanding is full, and data/nlu/xx/ is missing" in found


def test_a_reply_without_the_card_its_topic_must_have_is_found(
    folder: Path, edit: Callable[..., None]
) -> None:
    edit("responses/en/crisis.yml", lambda d: d["responses"]["utter_crisis_suicide"][0].pop("custom"))
    found = told(folder)
    assert "utter_crisis_suicide lacks the card helplines:crisis, which crisis.suicide must have" in found
    assert "utter_crisis_suicide lacks the card emergency number" in found


def test_a_further_reply_of_a_topic_is_held_to_it_too(folder: Path, edit: Callable[..., None]) -> None:
    edit(
        "responses/en/own_behaviour.yml",
        lambda d: d["responses"]["utter_own_young_person_age"][0].pop("custom"),
    )
    assert "utter_own_young_person_age lacks the card helplines:young_person" in told(folder)


def test_a_way_back_and_a_question_that_are_missing_are_found(
    folder: Path, edit: Callable[..., None]
) -> None:
    edit("responses/en/doors.yml", lambda d: d["responses"]["utter_door_mistake"][0].pop("buttons"))
    edit("responses/en/doors.yml", lambda d: d["responses"]["utter_door_me"][0].update(text="I see."))
    found = told(folder)
    assert "utter_door_mistake lacks the button intent.control_leave" in found
    assert "utter_door_me asks nothing" in found


def test_a_key_of_a_topic_that_no_reply_has_is_found(folder: Path, edit: Callable[..., None]) -> None:
    edit("topics.yml", lambda d: d["topics"]["ask.law"].update(keys=["utter_no_such_reply"]))
    assert "utter_no_such_reply of ask.law is missing: write it." in told(folder)


def test_a_button_that_leads_nowhere_is_found(folder: Path, edit: Callable[..., None]) -> None:
    button = {"title": "Go", "payload": "/no_such_intent"}
    edit(
        "responses/en/crisis.yml",
        lambda d: d["responses"]["utter_crisis_suicide"][0].update(buttons=[button]),
    )
    assert "utter_crisis_suicide has the button intent.no_such_intent" in told(folder)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"phone_e164": "+441111111111"}, "is not in use"),
        ({"phone": "0808 1000 901"}, "is not phone_e164"),
        ({"checked_on": "2026-11-30"}, "stands without checked_by"),
        ({"checked_on": "2027-01-01", "checked_by": "A", "expires_on": "2027-02-01"}, "lies in the future"),
        ({"checked_on": "2026-11-01", "checked_by": "A", "expires_on": "2026-11-01"}, "is not after"),
        ({"expires_on": "2026-12-31"}, "stands without checked_on"),
        ({"as_of": "2028"}, "as_of lies in the future"),
    ],
)
def test_a_contact_that_can_not_be_right_is_found(
    folder: Path, edit: Callable[..., None], change: dict[str, str], problem: str
) -> None:
    edit("helplines/gb.yml", lambda d: entry(d, "gb-stop-it-now").update(change))
    assert problem in told(folder)


def test_a_check_that_ran_out_is_noted_and_breaks_nothing(folder: Path, edit: Callable[..., None]) -> None:
    done = {"checked_on": "2026-01-01", "checked_by": "A. Person", "expires_on": "2026-07-01"}
    edit("helplines/gb.yml", lambda d: entry(d, "gb-stop-it-now").update(done))
    report = check(folder, lambda: date(2026, 12, 1))
    assert report.problems == []
    assert "data/helplines/gb.yml:3: gb-stop-it-now: check it again, it ran out." in report.notes


@pytest.mark.parametrize(
    ("word", "count"),
    [("help", 1), ("please", 1), ("wanted", 2), ("images", 2), ("assistant", 3), ("people", 2)],
)
def test_syllables_are_counted_about_right(word: str, count: int) -> None:
    assert abs(reading.syllables(word) - count) <= 0


def test_a_plain_sentence_reads_easier_than_an_official_one() -> None:
    plain = reading.measure("You can talk here now. You do not need to give your name.")
    official = reading.measure(
        "Individuals requiring assistance are encouraged to initiate communication anonymously."
    )
    assert plain.grade < 3 < 12 < official.grade
