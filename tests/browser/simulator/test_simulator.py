"""The SMS simulator in a real Chromium, in front of real processes: live, quiet, and narrow enough."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.live import Live

pytestmark = pytest.mark.browser

SECONDS = 15_000


@pytest.fixture
def page(live: Live, browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(SECONDS)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live.url}/dev/sms")
    yield page
    page.close()
    assert complaints == []


def phone(page: Page, number: str) -> Locator:
    return page.get_by_role("region", name=f"Phone {number}")


def bubbles(page: Page, number: str, count: int) -> Locator:
    found = phone(page, number).locator(".bubble p")
    expect(found).to_have_count(count, timeout=SECONDS)
    return found


def test_a_phone_appears_answers_and_hears_more_without_a_reload(live: Live, page: Page) -> None:
    visitor, number = live.visitor(), "+447400100001"
    visitor.post("handoff", channel="sms", phone="07400 100001", share_transcript=False)
    expect(bubbles(page, number, 1)).to_contain_text("Reply YES")
    expect(phone(page, number)).to_contain_text("Delivered", timeout=SECONDS)
    phone(page, number).get_by_role("button", name="YES").click()
    expect(bubbles(page, number, 3).last).to_contain_text("Thank you")
    expect(phone(page, number)).to_contain_text("waits for a person")
    field = phone(page, number).get_by_label("Text from")
    field.fill("<b>hello</b>")
    field.press("Enter")
    expect(bubbles(page, number, 4).last).to_have_text("<b>hello</b>")
    assert visitor.poll(0)["state"] == "waiting"
    phone(page, number).get_by_role("button", name="STOP").click()
    bubbles(page, number, 6)
    expect(phone(page, number)).to_contain_text("no open chat")


def test_another_phone_writes_and_is_answered(page: Page) -> None:
    number = "+447400100002"
    page.get_by_label("Number, with the country code").fill("+44 7400 100002")
    page.get_by_label("Text", exact=True).fill("HELP")
    page.locator("#other").get_by_role("button", name="Send").click()
    expect(bubbles(page, number, 2).first).to_have_text("HELP")
    expect(bubbles(page, number, 2).last).to_contain_text("text chat")


@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows(page: Page, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
