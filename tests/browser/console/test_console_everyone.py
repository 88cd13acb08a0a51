"""For everyone: no axe violation, no mouse needed, no wide screen needed."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.console.desk import Desk
from tests.live import Live

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_in_page_has_no_violations(sit: Any, service: Live, scheme: str) -> None:
    desk = sit(None, color_scheme=scheme)
    desk.page.goto(f"{service.url}/console/sign-in")
    assert desk.violations() == []
    desk.page.get_by_label("Login").fill("nobody")
    desk.page.get_by_label("Password").fill("wrong")
    desk.button("Sign in").click()
    expect(desk.page.get_by_role("alert")).to_be_visible()
    assert desk.violations() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_console_has_no_violations_in_any_state(sit: Any, come: Any, scheme: str) -> None:
    desk = sit(color_scheme=scheme).open()
    assert desk.violations() == [], "empty"
    visitor = come("I want to kill myself")
    come("I want to stop.")
    expect(desk.queue).to_have_count(2)
    assert desk.violations() == [], "queue"
    desk.accept()
    visitor.say("My mail is somebody@example.org")
    desk.write("Hello.")
    expect(desk.said("Hello.")).to_be_visible()
    assert desk.violations() == [], "conversation"
    desk.page.route("**/messages", lambda route: route.abort())
    desk.write("Not sent.")
    expect(desk.button("Try again")).to_be_visible()
    assert desk.violations() == [], "not sent"
    desk.button("End conversation").click()
    assert desk.violations() == [], "question"
    desk.button("End it").click()
    expect(desk.page.locator(".ended")).to_be_visible()
    assert desk.violations() == [], "ended"


def tab_to(page: Page, name: str, most: int = 30) -> None:
    """Press Tab until the element of that name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
        )
        if focused.startswith(name):
            return
    raise AssertionError(f"{name} was not reached by keyboard")


def test_the_whole_way_works_by_keyboard(sit: Any, service: Live, come: Any) -> None:
    desk = sit(None)
    page = desk.page
    page.goto(f"{service.url}/console")
    expect(page.get_by_label("Login")).to_be_focused()
    page.keyboard.type(service.login)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Password")).to_be_focused()
    page.keyboard.type(service.password)
    page.keyboard.press("Enter")
    desk.wait_live()
    come()
    expect(desk.queue).to_have_count(1)
    tab_to(page, "Start shift")
    page.keyboard.press("Space")
    expect(page.locator("#shift")).to_have_attribute("aria-pressed", "true")
    tab_to(page, "Take next")
    page.keyboard.press("Enter")
    expect(desk.composer).to_be_focused()
    page.keyboard.type("First line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("second line")
    page.keyboard.press("Enter")
    expect(desk.log.locator('.said[data-from="staff"] .words')).to_have_text("First line\nsecond line")
    expect(desk.composer).to_be_focused()
    page.keyboard.press("Shift+Tab")
    for _ in range(12):
        if page.evaluate("() => document.activeElement.textContent") == "End conversation":
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(desk.button("Cancel")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(desk.button("Remove from the list")).to_be_focused()
    page.keyboard.press("Enter")
    expect(desk.held).to_have_count(0)


def test_a_request_that_arrives_does_not_take_the_focus_away(desk: Desk, come: Any) -> None:
    come("I want to stop.")
    accept = desk.queue.first.get_by_role("button")
    accept.focus()
    come("I want to kill myself")
    expect(desk.queue).to_have_count(2)
    expect(desk.queue.last.get_by_role("button")).to_be_focused()


@pytest.mark.parametrize("width", [320, 360, 390])
def test_a_phone_is_wide_enough(sit: Any, come: Any, width: int) -> None:
    desk = sit(viewport={"width": width, "height": 740}, has_touch=True, is_mobile=True).open()
    assert not desk.too_wide()
    visitor = come("I want to kill myself")
    expect(desk.queue).to_have_count(1)
    assert not desk.too_wide()
    desk.button("Take next").tap()
    expect(desk.composer).to_be_visible()
    visitor.say("averyverylongwordwithoutanyspace" * 5)
    expect(desk.log.locator('.said[data-from="visitor"]').last).to_contain_text("averyverylong")
    assert not desk.too_wide()
    assert desk.violations() == []
    small = desk.page.eval_on_selector_all(
        "button, summary, a[href], textarea",
        "all => all.filter(e => e.offsetParent && e.getBoundingClientRect().height < 24).map(e => e.textContent)",
    )
    assert small == []
    desk.button("Back").tap()
    expect(desk.held).to_be_visible()


def test_a_shift_plays_a_sound_when_somebody_comes(desk: Desk, come: Any) -> None:
    desk.page.evaluate(
        "() => { window.played = 0; const start = OscillatorNode.prototype.start;"
        " OscillatorNode.prototype.start = function (...at) { window.played += 1; return start.apply(this, at); } }"
    )
    come()
    expect(desk.queue).to_have_count(1)
    assert desk.page.evaluate("() => window.played") == 0
    desk.button("Start shift").click()
    before = desk.page.evaluate("() => window.played")
    come("I want to kill myself")
    expect(desk.queue).to_have_count(2)
    assert desk.page.evaluate("() => window.played") > before
