"""The warning: seen at once, left at once, and nothing kept before the visitor acts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.widget.conftest import Visit

pytestmark = pytest.mark.browser


def test_the_warning_shows_law_doors_helplines_and_the_emergency_number(visit: Visit) -> None:
    words = visit.service.answer()
    expect(visit.view.get_by_role("heading", level=1)).to_have_text(words["warning"]["title"])
    for text in (*words["warning"]["paragraphs"], words["warning"]["machine"], words["emergency"]["text"]):
        expect(visit.view.get_by_text(text, exact=True)).to_be_visible()
    for door in words["doors"]:
        expect(visit.button(door["label"])).to_be_visible()
    call = visit.view.get_by_role("link", name=re.compile("Call 0808 157 0000")).first
    expect(call).to_have_attribute("href", "tel:08081570000")
    assert visit.complaints == []


def test_an_unchecked_helpline_says_so_and_a_checked_one_does_not(visit: Visit) -> None:
    expect(visit.view.get_by_text("This entry has not been checked yet.")).to_have_count(1)


def test_confidentiality_stands_before_the_way_to_make_contact(visit: Visit) -> None:
    before = visit.frame.evaluate(
        """() => [...document.querySelectorAll('.helpline')].every(line =>
            line.querySelector('dl').compareDocumentPosition(line.querySelector('.ways')) & 4)"""
    )
    assert before


def test_nothing_is_stored_or_sent_before_the_visitor_acts(visit: Visit) -> None:
    assert visit.stored() == {"cookie": ""}
    assert visit.context.cookies() == []
    assert visit.service.authorizations == []


def test_the_first_act_keeps_one_secret_in_this_tab_only(visit: Visit) -> None:
    visit.talk()
    kept = visit.frame.evaluate("() => [Object.keys(localStorage), Object.keys(sessionStorage)]")
    assert kept == [[], ["turnpoint"]]
    assert visit.service.secret is not None
    assert re.fullmatch(r"[\w-]{43}", visit.service.secret)
    assert visit.context.cookies() == []


def test_no_token_travels_in_an_address(visit: Visit) -> None:
    visit.wait_for_person()
    secrets = (visit.service.token, visit.service.secret or "none")
    assert not [url for url in visit.service.urls for secret in secrets if secret in url]


def test_only_the_two_known_origins_are_asked_for_anything(visit: Visit) -> None:
    visit.wait_for_person()
    assert {url for url in visit.requests if not url.startswith((visit.ours, visit.partner))} == set()
    assert visit.complaints == []


def test_the_way_out_is_the_first_stop_of_the_keyboard(visit: Visit) -> None:
    visit.page.keyboard.press("Tab")
    expect(visit.button("Leave this page")).to_be_focused()


@pytest.mark.parametrize("way", ["button", "shift"])
def test_leaving_blanks_the_frame_wipes_the_tab_and_opens_the_neutral_page(visit: Visit, way: str) -> None:
    visit.talk()
    visit.frame.evaluate("() => { window.kept = sessionStorage }")
    if way == "button":
        visit.button("Leave this page").click()
    else:
        for _ in range(3):
            visit.page.keyboard.press("Shift")
    visit.page.wait_for_url(f"{visit.partner}/neutral")
    assert visit.service.reaches("left")
    visit.page.go_back(wait_until="commit")
    assert visit.page.url == "about:blank"


def test_leaving_takes_the_secret_off_the_tab(visit: Visit) -> None:
    visit.talk()
    visit.button("Leave this page").click()
    visit.page.wait_for_url(f"{visit.partner}/neutral")
    visit.page.goto(f"{visit.partner}/?bare")
    visit.page.evaluate("answer => Turnpoint.show(answer)", visit.service.answer())
    visit.view.locator("h1").wait_for()
    assert visit.stored() == {"cookie": ""}


def test_two_presses_of_shift_do_not_leave(visit: Visit) -> None:
    visit.page.keyboard.press("Shift")
    visit.page.keyboard.press("Shift")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Shift")
    expect(visit.view.locator("h1")).to_be_visible()


def test_going_back_gives_the_page_and_its_focus_back(visit: Visit) -> None:
    visit.button("Go back to the site").click()
    expect(visit.page.locator("dialog")).to_have_count(0)
    expect(visit.page.get_by_role("link", name="A link of the host page")).to_be_visible()


def test_escape_closes_the_warning(visit: Visit) -> None:
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator("dialog")).to_have_count(0)
