"""What must not happen: two winners, words that become code, a stream that outlives its account."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from playwright.sync_api import expect

from tests.browser.console.desk import Desk
from tests.live import Live
from webhook.services import staff

pytestmark = pytest.mark.browser

POLYGLOTS = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "<svg/onload=alert(1)>",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "</textarea></title></script><iframe srcdoc='<script>alert(1)</script>'>",
    "javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+alert(1)//'>",
    "\u202eright to left\u2066 and isolates",
    "<a href=javascript:alert(1)>here</a>",
)
TAKEN_OUT = str.maketrans("", "", "\u202e\u2066")
"""Signs that would turn the direction of what follows; the service does not keep them."""


def test_of_two_who_accept_at_once_one_wins_and_the_other_is_told(sit: Any, come: Any) -> None:
    first, second = sit().open(), sit("second").open()
    come("Only for whoever was first.")
    for desk in (first, second):
        expect(desk.queue).to_have_count(1)
    for desk in (first, second):  # neither click waits for what the other one does
        desk.queue.first.get_by_role("button").evaluate("button => setTimeout(() => button.click(), 50)")
    told = [desk for desk in (first, second) if _was_told(desk)]
    assert len(told) == 1
    expect(told[0].page.get_by_role("alert")).to_contain_text("Somebody else took it.")
    assert "Only for whoever was first." not in told[0].page.content()
    expect(told[0].queue).to_have_count(0)
    expect(told[0].held).to_have_count(0)


def _was_told(desk: Desk) -> bool:
    desk.page.wait_for_selector('#message, .banner[role="alert"]')
    return desk.page.locator('.banner[role="alert"]').count() == 1


def test_what_a_visitor_writes_is_shown_as_text(desk: Desk, come: Any) -> None:
    visitor = come()
    desk.accept()
    scripts = desk.page.locator("script").count()
    for polyglot in POLYGLOTS:
        visitor.say(polyglot)
    asked = ["I want to stop.", "Chat here with a person"]
    words = asked + [polyglot.translate(TAKEN_OUT) for polyglot in POLYGLOTS]
    expect(desk.log.locator('.said[data-from="visitor"] .words')).to_have_text(words)
    assert desk.shown() == desk.fresh()
    assert POLYGLOTS[0] in desk.log.inner_text()
    assert desk.page.locator("script").count() == scripts
    assert desk.log.locator("img, svg, iframe, a, script, form").count() == 0
    assert desk.complaints == []


def test_what_staff_write_is_shown_as_text(desk: Desk, come: Any) -> None:
    come()
    desk.accept()
    desk.write(POLYGLOTS[0])
    expect(desk.said(POLYGLOTS[0])).to_have_count(1)
    assert desk.log.locator("img").count() == 0


def test_a_shut_account_is_out_within_five_seconds(sit: Any, office: Any, come: Any) -> None:
    desk = sit("second").open()
    visitor = come("Before the account was shut.")
    desk.accept()
    staff.disable(office, "second")
    try:
        expect(desk.page.get_by_role("alert")).to_contain_text("You have been signed out.", timeout=5_000)
        visitor.say("Not for former staff.")
        desk.page.wait_for_timeout(1_500)
        assert "Not for former staff." not in desk.page.content()
    finally:
        staff.enable(office, "second")


def test_nothing_is_kept_in_the_browser(desk: Desk, come: Any) -> None:
    come("Not to be kept.")
    desk.accept()
    stored = desk.page.evaluate(
        "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    assert stored == '[{},{},""]'


def test_a_hundred_tries_to_accept_have_one_winner(service: Live, come: Any, session_of: Any) -> None:
    """Over HTTP, as fast as it goes."""
    come()
    sessions = [_signed_in(service, session_of(login)) for login in (service.login, "second")]
    queue = sessions[0][0].get(f"{service.url}/console/api/snapshot", timeout=5).json()["queue"]
    url = f"{service.url}/console/api/handoffs/{queue[0]['id']}/accept"

    def take(number: int) -> int:
        session, token = sessions[number % 2]
        return session.post(url, json={}, headers={"X-CSRFToken": token}, timeout=15).status_code

    with ThreadPoolExecutor(10) as pool:
        statuses = list(pool.map(take, range(100)))
    assert statuses.count(200) == 1
    assert statuses.count(409) == 99


def _signed_in(service: Live, session_id: str) -> tuple[requests.Session, str]:
    session = requests.Session()
    session.cookies.set("turnpoint_console", session_id)
    page = session.get(f"{service.url}/console", timeout=5).text
    token = page.split('name="csrf-token" content="')[1].split('"')[0]
    return session, token
