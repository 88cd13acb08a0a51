"""When the line breaks: nothing is lost, nothing is shown twice, and the page says how it stands."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.console.desk import Desk
from tests.live import BIN, Live

pytestmark = pytest.mark.browser


def test_after_a_break_the_page_equals_a_fresh_reading(desk: Desk, come: Any) -> None:
    visitor = come()
    desk.accept()
    visitor.say("Before the break.")
    expect(desk.said("Before the break.")).to_be_visible()
    desk.context.set_offline(True)
    desk.page.evaluate("() => window.dispatchEvent(new Event('offline'))")
    visitor.say("In the middle of the break.")
    desk.context.set_offline(False)
    expect(desk.said("In the middle of the break.")).to_have_count(1, timeout=20_000)
    desk.wait_live()
    assert desk.shown() == desk.fresh()


def test_a_killed_web_process_costs_nothing_but_a_moment(desk: Desk, come: Any, service: Live) -> None:
    visitor = come()
    desk.accept()
    desk.composer.fill("A draft that must stay")
    service.kill("web")
    expect(desk.page.locator("#connection")).to_have_text("Reconnecting")
    expect(desk.page.get_by_role("alert")).to_contain_text("The connection is lost.")
    service.launch("web", str(BIN / "turnpoint"), "serve")
    service.wait()
    visitor.say("After the restart.")
    expect(desk.said("After the restart.")).to_have_count(1, timeout=30_000)
    expect(desk.page.get_by_role("alert")).to_have_count(0)
    expect(desk.composer).to_have_value("A draft that must stay")
    assert desk.shown() == desk.fresh()


def test_where_no_stream_gets_through_the_page_looks_for_news_itself(sit: Any, come: Any) -> None:
    desk = sit()
    desk.page.route("**/api/stream*", lambda route: route.abort())
    desk.page.goto(f"{desk.live.url}/console")
    expect(desk.page.locator("#connection")).to_contain_text("Looking for news", timeout=20_000)
    visitor = come()
    expect(desk.queue).to_have_count(1, timeout=10_000)
    desk.accept()
    visitor.say("Without a stream.")
    expect(desk.said("Without a stream.")).to_have_count(1, timeout=10_000)
    assert desk.shown() == desk.fresh()


def test_two_windows_of_one_person_show_the_same(sit: Any, desk: Desk, come: Any) -> None:
    other = desk.context.new_page()
    other.goto(f"{desk.live.url}/console")
    come()
    desk.accept()
    desk.write("Written in one window.")
    other.locator("#held button").first.click()
    expect(other.get_by_role("log").get_by_text("Written in one window.", exact=True)).to_have_count(1)
