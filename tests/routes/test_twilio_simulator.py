"""The simulator page: in development with the twin only; the whole way through our own signed addresses."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from werkzeug.serving import make_server

from tests.people import Person, a_desk, a_partner, a_person, a_worker
from tests.texting import PHONE
from webhook.app import create_app
from webhook.gateways.sms import AbsentSms, TwinSms, sms_for
from webhook.services import deeds
from webhook.services.context import Context
from webhook.settings import TwilioSettings

QUICK = (("sent", 0.01), ("delivered", 0.01))
PATIENCE = 10.0


@dataclass
class Simulation:
    ctx: Context
    client: Any
    person: Person

    def phones(self) -> dict[str, list[dict[str, Any]]]:
        return {phone["phone"]: phone["texts"] for phone in self.client.get("/dev/sms/phones").json["phones"]}

    def until(
        self, holds: Callable[[dict[str, list[dict[str, Any]]]], bool]
    ) -> dict[str, list[dict[str, Any]]]:
        """The phones, as soon as they are as wanted."""
        deadline = time.monotonic() + PATIENCE
        while not holds(found := self.phones()):
            assert time.monotonic() < deadline, found
            deeds.work(self.ctx)
            time.sleep(0.01)
        return found

    def answers(self, text: str, phone: str = PHONE) -> Any:
        return self.client.post("/dev/sms/answers", json={"phone": phone, "text": text})


@pytest.fixture
def simulation(ctx: Context) -> Iterator[Simulation]:
    """A web server that listens, since the twin posts to it as Twilio would."""
    server = make_server("127.0.0.1", 0, lambda environ, start: app(environ, start), threaded=True)
    url = f"http://127.0.0.1:{server.server_port}"
    twin = TwinSms(ctx.settings.session_key, ctx.settings.public_url, url, QUICK)
    ctx = replace(ctx, sms=twin)
    app = create_app(ctx.settings, ctx)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    a_worker(ctx, a_desk(ctx))
    yield Simulation(ctx, app.test_client(), a_person(ctx, a_partner(ctx)[0]))
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_phone_shows_what_was_sent_to_it_and_that_it_arrived(simulation: Simulation) -> None:
    simulation.person.ask_for_texts()
    found = simulation.until(lambda phones: bool(phones) and phones[PHONE][0]["status"] == "delivered")
    [text] = found[PHONE]
    assert (text["from"], text["text"]) == ("service", simulation.ctx.content.sms("confirm", "en"))


def test_a_phone_answers_through_our_own_signed_address(simulation: Simulation) -> None:
    simulation.person.ask_for_texts()
    simulation.until(bool)
    assert simulation.answers("YES").status_code == 201
    assert simulation.person.reads()["events"][-1]["notice"] == "sms_confirmed"
    found = simulation.until(lambda phones: len(phones[PHONE]) == 3)
    assert sorted(text["from"] for text in found[PHONE]) == ["phone", "service", "service"]


def test_a_phone_without_a_chat_gets_its_answer_too(simulation: Simulation) -> None:
    assert simulation.answers("HELP", "+44 7400 999999").status_code == 201
    found = simulation.until(lambda phones: "+447400999999" in phones)
    assert [text["text"] for text in found["+447400999999"]] == [simulation.ctx.content.sms("help", "en")]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"phone": "none", "text": "hello"}, 422),
        ({"phone": PHONE, "text": ""}, 400),
        ({"phone": PHONE, "text": "a" * 1_601}, 413),
        ({"phone": PHONE}, 400),
        ([], 400),
    ],
)
def test_what_is_no_answer_of_a_phone_is_refused(simulation: Simulation, body: Any, status: int) -> None:
    assert simulation.client.post("/dev/sms/answers", json=body).status_code == status


def test_the_page_loads_only_its_own_files_under_a_strict_policy(simulation: Simulation) -> None:
    page = simulation.client.get("/dev/sms")
    assert page.status_code == 200
    assert "default-src 'none'; script-src 'self'" in page.headers["Content-Security-Policy"]
    assert " style=" not in page.text
    for name in ("page.js", "phone.js", "page.css", "phone.css"):
        with simulation.client.get(f"/dev/sms/static/{name}") as file:
            assert file.status_code == 200


def test_a_twin_that_is_not_heard_says_so(ctx: Context) -> None:
    nobody = TwinSms(ctx.settings.session_key, ctx.settings.public_url, "http://127.0.0.1:1", QUICK)
    client = create_app(ctx.settings, replace(ctx, sms=nobody)).test_client()
    assert client.post("/dev/sms/answers", json={"phone": PHONE, "text": "hello"}).status_code == 502


TWILIO = TwilioSettings("AC" + "0" * 32, "token", "+15005550006")


@pytest.mark.parametrize(
    "change", [{"env": "production"}, {"twilio": TWILIO}], ids=["production", "credentials"]
)
def test_outside_development_and_with_twilio_there_is_no_simulator(
    ctx: Context, change: dict[str, Any]
) -> None:
    settings = replace(ctx.settings, **change)
    client = create_app(settings, replace(ctx, settings=settings, sms=sms_for(settings))).test_client()
    for path in ("/dev/sms", "/dev/sms/phones", "/dev/sms/static/page.js"):
        assert client.get(path).status_code == 404
    assert client.post("/dev/sms/answers", json={"phone": PHONE, "text": "hello"}).status_code == 404


def test_production_without_credentials_sends_nothing(ctx: Context) -> None:
    assert isinstance(sms_for(replace(ctx.settings, env="production")), AbsentSms)
