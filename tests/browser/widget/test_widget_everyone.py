"""Everyone can use it: assistive technology, phones, large text, forced colours, other scripts."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.widget.conftest import Visit

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
NARROW = {"width": 320, "height": 256}
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TARGETS = """() => [...document.querySelectorAll('button, input, textarea, summary, a')]
    .filter(node => node.checkVisibility())
    .map(node => [node.textContent || node.type, node.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""


def walk(visit: Visit) -> list[str]:
    """Go through every state, asking axe in each; the names of the states with what was found."""
    found: list[str] = []

    def look(state: str) -> None:
        found.extend(f"{state}: {violation}" for violation in visit.violations())

    look("warning")
    visit.talk()
    look("talking")
    visit.button("Text me").last.click()
    visit.view.locator(".consent input[type=tel]").wait_for()
    visit.button("Yes, text me").click()
    look("consent by text")
    visit.button("No, do not text me").click()
    visit.view.locator(".message.visitor").nth(2).wait_for()
    visit.button("Chat here with a person").last.click()
    visit.button("Yes, start the chat").click()
    visit.button("Stop waiting").wait_for()
    look("waiting")
    visit.service.move("with_person", "staff", "A person is here now.", "chat")
    visit.service.says("staff", "Hello.")
    visit.view.get_by_text("Hello.").wait_for()
    visit.button("I'm not safe right now").click()
    visit.button("More choices").click()
    look("with a person, menu open")
    visit.button("End the chat").click()
    visit.view.locator("dialog").wait_for()
    look("question")
    visit.button("No, stay").click()
    visit.service.move("closed", "none", "The chat has ended.")
    visit.view.locator(".panel.ended").wait_for()
    look("ended")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(arrange: Any, scheme: str) -> None:
    visit = arrange(color_scheme=scheme)
    visit.open()
    assert walk(visit) == []


@pytest.mark.parametrize("size", [PHONE, NARROW], ids=["phone", "320 px at 400 % zoom"])
def test_a_small_screen_never_scrolls_sideways_and_targets_stay_large(
    arrange: Any, size: dict[str, int]
) -> None:
    visit = arrange(viewport=size, has_touch=True)
    visit.open()
    consent = visit.view.locator(".consent:not(.done)")
    steps = (
        (lambda: None, visit.view.locator(".warning")),
        (visit.talk, visit.view.locator(".choices")),
        (lambda: visit.button("Text me").click(), consent.locator("input[type=tel]")),
        (lambda: visit.button("Yes, text me").click(), consent.locator("[aria-invalid=true]")),
    )
    for step, shown in steps:
        step()
        shown.wait_for()
        assert visit.frame.evaluate(SIDEWAYS) == 0
        assert visit.frame.evaluate(SMALL_TARGETS) == []


def test_twice_the_text_size_keeps_everything_reachable(arrange: Any) -> None:
    visit = arrange(viewport=PHONE)
    visit.open()
    visit.frame.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    assert visit.frame.evaluate(SIDEWAYS) == 0
    visit.talk()
    assert visit.frame.evaluate(SIDEWAYS) == 0
    visit.write("Still here")
    visit.view.get_by_text("Still here").wait_for()


def test_the_composer_and_the_newest_words_are_on_a_phone_screen_together(arrange: Any) -> None:
    visit = arrange(viewport={"width": 360, "height": 420})
    visit.open()
    visit.talk()
    visit.write("Hello")
    visit.view.locator(".message.bot").nth(1).wait_for()
    expect(visit.view.get_by_label("Your message")).to_be_in_viewport()
    expect(visit.view.locator(".message.bot .body").last).to_be_in_viewport()


def test_forced_colours_keep_the_edges_of_buttons(arrange: Any) -> None:
    visit = arrange(forced_colors="active")
    visit.open()
    style = "node => getComputedStyle(node).borderTopStyle"
    assert visit.button("I did not mean this").evaluate(style) == "solid"
    assert visit.violations() == []


def test_a_right_to_left_language_turns_the_whole_frame(arrange: Any) -> None:
    visit = arrange(viewport=PHONE)
    words = visit.service.answer() | {"direction": "rtl", "language": "ar"}
    visit.page.goto(f"{visit.partner}/?bare")
    visit.page.evaluate("answer => Turnpoint.show(answer)", words)
    leave = visit.button("Leave this page")
    leave.wait_for()
    box = leave.bounding_box()
    assert PHONE["width"] - (box["x"] + box["width"]) < 20
    assert visit.frame.evaluate(SIDEWAYS) == 0
    assert visit.frame.evaluate("() => document.documentElement.lang") == "ar"


def test_the_focus_stays_in_the_overlay_until_it_is_closed(visit: Visit) -> None:
    reached = set()
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        reached.add(visit.page.evaluate("() => document.activeElement.tagName"))
    assert "A" not in reached
