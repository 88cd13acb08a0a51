"""The widget on the demo partner site against the real service, with a stand-in for Rasa only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import requests
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from tests.browser.widget.serving import served
from tests.browser.widget.worker import Worker
from tests.live import Live
from webhook.demo.app import create_app
from webhook.demo.settings import DemoSettings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORD = "zanthi quorl"
PHONE = {"width": 360, "height": 740}


@dataclass
class Walk:
    """A tester on the demo site in a browser of the given size."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    @property
    def view(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    def button(self, name: str) -> Locator:
        return self.view.get_by_role("button", name=name, exact=True).last

    def search(self, query: str, country: str = "GB") -> None:
        self.page.goto(f"{self.address}/demo")
        self.page.get_by_label("Your country").select_option(country)
        self.page.get_by_label("Search for").fill(query)
        self.page.get_by_role("button", name="Search").click()

    def write(self, text: str) -> None:
        self.view.get_by_label("Your message").fill(text)
        self.button("Send").click()


@pytest.fixture(params=[{"width": 1200, "height": 800}, PHONE], ids=["desktop", "phone"])
def walk(request: pytest.FixtureRequest, browser: Browser, live: Live) -> Iterator[Walk]:
    settings = DemoSettings(live.url, live.site, live.secret, (WORD,), port=live.demo_port)
    with served(create_app(settings), live.demo_port) as address:
        context = browser.new_context(viewport=request.param, locale="en-GB", reduced_motion="reduce")
        made = Walk(context.new_page(), address)
        made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
        made.page.on("console", lambda line: line.type == "error" and made.complaints.append(line.text))
        yield made
        context.close()
    assert made.complaints == []


def test_a_harmless_search_shows_results_and_no_frame(walk: Walk) -> None:
    walk.search("bread")
    expect(walk.page.get_by_role("heading", name="Results for")).to_be_visible()
    expect(walk.page.locator("iframe")).to_have_count(0)


def test_helplines_and_number_follow_the_country(walk: Walk) -> None:
    for country, number in (("GB", "999"), ("US", "911"), ("IN", "112")):
        walk.search(WORD, country)
        expect(walk.view.get_by_role("link", name=f"Call {number}", exact=True)).to_be_visible()
        expect(walk.view.locator(".helpline").first).to_be_visible()


def test_a_country_we_do_not_know_still_gets_the_warning(walk: Walk) -> None:
    walk.search(WORD, "")
    expect(walk.button("This is me")).to_be_visible()


def test_from_the_search_to_a_person_and_back(walk: Walk, live: Live) -> None:
    walk.search(WORD)
    walk.button("This is me").click()
    walk.view.locator(".message.bot").first.wait_for()
    walk.write("I want to stop")
    expect(walk.view.locator(".message.bot")).to_have_count(2)
    walk.write("chat here please, my number is 07400 123456")
    expect(walk.view.locator(".message.visitor .status").last).to_contain_text("a phone number")
    walk.button("Yes, start the chat").click()
    expect(walk.button("Stop waiting")).to_be_visible()
    worker = Worker(live)
    worker.accept()
    expect(walk.view.locator(".state")).to_have_text("You are talking to a person")
    worker.write("Hello, I am here.")
    expect(walk.view.locator(".message.staff .body")).to_have_text("Hello, I am here.")
    walk.write("Thank you")
    expect(walk.view.locator(".message.visitor").last).to_contain_text("Thank you")
    expect(walk.view.get_by_text("Sending", exact=True)).to_have_count(0)
    assert worker.texts()[-1] == "Thank you"
    worker.close()
    expect(walk.view.locator(".panel.ended")).to_be_visible()
    expect(walk.view.get_by_label("Your message")).to_have_count(0)


def test_texts_are_asked_for_in_a_field_of_their_own(walk: Walk) -> None:
    walk.search(WORD)
    walk.button("Talk now").click()
    walk.write("sms please")
    number = walk.view.get_by_label("Your mobile number")
    number.fill("12345")
    walk.button("Yes, text me").click()
    expect(walk.view.get_by_role("alert").filter(has_text="does not look like")).to_be_visible()
    walk.complaints.clear()  # the browser notes the refused request
    number.fill("07400 123456")
    walk.button("Yes, text me").click()
    expect(walk.view.locator(".state")).to_have_text(re.compile("text you"))
    assert "123456" not in walk.view.locator("body").inner_html()
    walk.button("Stop waiting").click()
    expect(walk.view.get_by_label("Your message")).to_be_visible()


def test_not_safe_is_answered_with_care_and_numbers(walk: Walk) -> None:
    walk.search(WORD)
    walk.button("I'm not safe right now").click()
    expect(walk.view.get_by_role("link", name="Call 999").first).to_be_visible()
    expect(walk.view.locator(".message.system .body").first).to_be_visible()


def test_the_frame_may_be_shown_by_the_demo_site_alone(live: Live) -> None:
    answer = requests.get(f"{live.url}/widget/v1/frame?site={live.site}", timeout=10)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.endswith(f"frame-ancestors {live.demo_origin}")
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert "X-Frame-Options" not in answer.headers
