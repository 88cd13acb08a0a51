"""A partner's page, our frame and a scripted service, in a real Chromium."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, FrameLocator, Page, expect

from tests.browser.widget import host, stub
from tests.browser.widget.serving import served

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
DESKTOP = {"width": 1200, "height": 800}
BAD_LINE = "Failed to load resource"


@dataclass
class Visit:
    """One visitor on one partner page, and everything the browser complained about."""

    service: stub.Service
    context: BrowserContext
    page: Page
    partner: str
    ours: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @property
    def view(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    @property
    def frame(self) -> Frame:
        return self.page.frames[1]

    def open(self) -> None:
        """Load the partner's page and wait for the warning; the keyboard is in it then."""
        self.page.goto(self.partner)
        self.view.locator("h1").wait_for()
        expect(self.view.locator(".warning")).to_be_focused()

    def button(self, name: str, exact: bool = True) -> Any:
        return self.view.get_by_role("button", name=name, exact=exact)

    def talk(self, door: str = "This is me") -> None:
        """Take a door and wait for the bot's answer."""
        self.button(door).click()
        self.view.locator(".message.bot").first.wait_for()

    def write(self, text: str) -> None:
        self.view.get_by_label("Your message").fill(text)
        self.button("Send").click()

    def wait_for_person(self) -> None:
        """Ask for a chat, approve, and be accepted."""
        if self.view.locator(".talk").count() == 0:
            self.talk()
        self.button("Chat here with a person").last.click()
        self.button("Yes, start the chat").click()
        self.view.locator(".panel").wait_for()
        self.service.move("with_person", "staff", "A person is here now.", "chat")
        self.view.locator(".panel").wait_for(state="detached")

    def texts(self, kind: str) -> list[str]:
        """The words of every message of one speaker (`visitor`, `bot`, `staff`), in order."""
        return self.view.locator(f".message.{kind} .body").all_inner_texts()

    def stored(self) -> dict[str, str]:
        """Everything our origin has written to this tab or device."""
        return self.frame.evaluate("() => ({...localStorage, ...sessionStorage, cookie: document.cookie})")

    def violations(self) -> list[str]:
        """What axe finds in the frame as it stands."""
        self.frame.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.frame.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{item['id']}: {node['html'][:200]}" for item in found["violations"] for node in item["nodes"]
        ]


@pytest.fixture
def arrange(browser: Browser) -> Iterator[Any]:
    """A function that makes a visit with the given browser options; the browser may complain of nothing."""
    visits: list[Visit] = []
    with ExitStack() as stack:

        def make(**options: Any) -> Visit:
            service = stub.Service()
            ours = stack.enter_context(served(stub.create(service)))
            partner = stack.enter_context(served(host.create(service, ours)))
            service.origins = (partner,)
            settings = {"viewport": DESKTOP, "locale": "en-GB", "reduced_motion": "reduce"} | options
            context = browser.new_context(**settings)
            stack.callback(service.end)
            stack.callback(context.close)
            page = context.new_page()
            made = Visit(service, context, page, partner, ours)
            watch(made)
            visits.append(made)
            return made

        yield make
        assert [complaint for made in visits for complaint in made.complaints] == []


@pytest.fixture
def visit(arrange: Any) -> Visit:
    """A visitor on a desktop who sees the warning."""
    made = arrange()
    made.open()
    return made


def watch(visit: Visit) -> None:
    """Collect errors, policy violations and addresses fetched."""
    page = visit.page
    page.on("pageerror", lambda error: visit.complaints.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (visit.complaints.append("dialog"), dialog.dismiss()))
    page.on("console", lambda line: _note(visit, line.type, line.text))
    page.on("request", lambda request: visit.requests.append(request.url))
    # A listener of the page itself would need a script; the protocol reports violations without one.
    visit.context.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('policy', e.effectiveDirective, e.blockedURI))"
    )


def _note(visit: Visit, kind: str, text: str) -> None:
    if kind in ("error", "warning") and not text.startswith(BAD_LINE):
        visit.complaints.append(f"{kind}: {text}")
