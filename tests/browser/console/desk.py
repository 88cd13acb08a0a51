"""A member of staff in front of a real browser, and everything the browser complained about."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.live import Live

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RESOURCE_LINE = "Failed to load resource"


@dataclass
class Desk:
    """One console in one browser context."""

    live: Live
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Collect errors, dialogs, policy violations and addresses fetched."""
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("console", lambda line: self._note(line.type, line.text))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", self._refuse)
        self.context.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy', e.effectiveDirective))"
        )

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not text.startswith(RESOURCE_LINE):
            self.complaints.append(f"{kind}: {text}")

    def _refuse(self, dialog: Any) -> None:
        if dialog.type != "beforeunload":
            self.complaints.append("dialog")
        dialog.accept()

    def open(self) -> "Desk":
        """Load the console and wait until it is live."""
        self.page.goto(f"{self.live.url}/console")
        self.wait_live()
        return self

    def wait_live(self) -> None:
        expect(self.page.locator("#connection")).to_have_text("Live", timeout=20_000)

    @property
    def queue(self) -> Locator:
        return self.page.locator("#queue > li")

    @property
    def held(self) -> Locator:
        return self.page.locator("#held button")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def composer(self) -> Locator:
        return self.page.locator("#message")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def accept(self) -> None:
        """Take the next one and wait until it is the open conversation, with its composer."""
        current = self.page.locator("#held li", has=self.page.locator("[aria-current=true]"))
        before = current.get_attribute("data-key") if current.count() else ""
        self.button("Take next").click()
        expect(current).not_to_have_attribute("data-key", before or "")
        expect(self.composer).to_be_visible()

    def write(self, text: str) -> None:
        self.composer.fill(text)
        self.composer.press("Enter")

    def said(self, text: str) -> Locator:
        """The messages with exactly these words."""
        return self.log.locator(".words").get_by_text(text, exact=True)

    def fresh(self) -> list[int]:
        """The numbers of the entries of the open conversation that a fresh reading gives."""
        conversation = self.held.first.locator("xpath=..").get_attribute("data-key")
        answer = self.page.request.get(f"{self.live.url}/console/api/conversations/{conversation}/events")
        return [event["seq"] for event in answer.json()["events"] if event["kind"] != "delivery"]

    def shown(self) -> list[int]:
        """The numbers of the entries on the page, in their order."""
        return [int(node.get_attribute("data-seq") or 0) for node in self.log.locator("[data-seq]").all()]

    def violations(self) -> list[str]:
        """What axe finds on the page as it stands."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
        return [
            f"{item['id']}: {node['html'][:160]}" for item in found["violations"] for node in item["nodes"]
        ]

    def too_wide(self) -> bool:
        """Whether anything has to be scrolled sideways."""
        wide: bool = self.page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        return wide
