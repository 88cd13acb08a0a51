"""The whole service in processes of its own, staff in a real Chromium, visitors over HTTP."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.console.desk import Desk
from tests.live import Live, Visitor
from webhook.app import create_context
from webhook.services import staff
from webhook.services.context import Context
from webhook.settings import Settings

DESKTOP = {"width": 1440, "height": 900}
OWN = ("TURNPOINT_", "DATABASE", "REDIS", "TWILIO")


@pytest.fixture(scope="package")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    running = Live(tmp_path_factory.mktemp("console"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="package")
def office(service: Live) -> Iterator[Context]:
    """The service's own database, for what an operator does."""
    environ = {name: value for name, value in service.env.items() if name.startswith(OWN)}
    ctx = create_context(Settings.from_environ(environ))
    yield ctx
    ctx.db.dispose()


@pytest.fixture(scope="package")
def colleague(service: Live, office: Context) -> str:
    """The password of a second member of staff, `second`."""
    return staff.create(office, "second", "Second worker", "demo-helpline")


@pytest.fixture
def session_of(service: Live, office: Context, colleague: str) -> Callable[[str], str]:
    """Opens a session for a login and gives its id."""
    passwords = {service.login: service.password, "second": colleague}
    return lambda login: staff.sign_in(office, login, passwords[login])


@pytest.fixture
def sit(service: Live, browser: Browser, session_of: Callable[[str], str]) -> Iterator[Any]:
    """A function that seats somebody, signed in or not; the browser may complain of nothing."""
    desks: list[Desk] = []
    with ExitStack() as stack:

        def make(login: str | None = service.login, **options: Any) -> Desk:
            settings = {"viewport": DESKTOP, "locale": "en-GB", "reduced_motion": "reduce"} | options
            context = browser.new_context(**settings)
            stack.callback(context.close)
            if login is not None:
                cookie = {"name": "turnpoint_console", "value": session_of(login), "url": service.url}
                context.add_cookies([{**cookie, "httpOnly": True, "sameSite": "Strict"}])
            made = Desk(service, context, context.new_page())
            made.watch()
            desks.append(made)
            return made

        yield make
        assert [complaint for made in desks for complaint in made.complaints] == []
        assert {url for made in desks for url in made.requests if not url.startswith(service.url)} == set()


@pytest.fixture
def desk(sit: Any) -> Desk:
    """A live console on a desktop."""
    made: Desk = sit().open()
    return made


@pytest.fixture
def come(service: Live) -> Iterator[Any]:
    """A function that brings a visitor who talks with the bot and asks for a person; all leave at the end."""
    here: list[Visitor] = []

    def make(
        text: str = "I want to stop.", *, share: bool = True, phone: str | None = None, ask: bool = True
    ) -> Visitor:
        visitor = service.visitor()
        here.append(visitor)
        visitor.say(text)
        if ask:
            visitor.press("handoff.sms" if phone else "handoff.chat")  # the card that shows what is passed on
        if ask and phone:
            visitor.post("handoff", channel="sms", phone=phone, share_transcript=share)
        elif ask:
            visitor.post("handoff", channel="chat", share_transcript=share)
        return visitor

    yield make
    for visitor in here:
        visitor.try_post("leave", client_id=str(uuid.uuid4()))
