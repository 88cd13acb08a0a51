"""The made-up partner: what it asks, what it shows, and what it does when nobody answers."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from standardwebhooks.webhooks import Webhook

from tests.browser.widget.serving import served
from webhook.demo.app import create_app
from webhook.demo.results import invent
from webhook.demo.settings import DemoSettings, DemoSettingsInvalid

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
WARNING = {
    "action": "warning",
    "visit": "v",
    "token": "t",
    "warning": {"title": "\"><script>alert('&')</script>"},
}


class Standin:
    """Stands where Turnpoint is: verifies the signature, keeps the last request, answers what it is told."""

    def __init__(self) -> None:
        self.answer: Any = {"action": "none"}
        self.status = 200
        self.seen: dict[str, Any] = {}
        self.app = Flask("standin")
        self.app.add_url_rule("/v1/screen", view_func=self.screen, methods=["POST"])

    def screen(self) -> Any:
        Webhook(SECRET).verify(request.get_data(), dict(request.headers))
        self.seen = {**request.get_json(), "site": request.headers["Turnpoint-Site"]}
        return self.answer, self.status


@pytest.fixture
def standin() -> Standin:
    return Standin()


@pytest.fixture
def site(standin: Standin) -> Iterator[FlaskClient]:
    with served(standin.app) as address:
        settings = DemoSettings(address, "demo-site", SECRET, ("blorvex", "zanthi quorl"))
        yield create_app(settings).test_client()


def test_the_start_page_says_it_is_a_demo_and_names_the_words(site: FlaskClient, standin: Standin) -> None:
    for path in ("/", "/demo"):
        page = site.get(path)
        assert page.status_code == 200
        assert "This is a demo." in page.text
        assert "zanthi quorl" in page.text
    assert standin.seen == {}


def test_a_search_is_signed_and_carries_query_kind_and_country(site: FlaskClient, standin: Standin) -> None:
    site.get("/demo?q=bread&country=IN")
    assert standin.seen == {
        "query": "bread", "kind": "search", "language": "en", "country": "IN", "site": "demo-site",
    }  # fmt: skip


def test_another_country_is_left_out(site: FlaskClient, standin: Standin) -> None:
    site.get("/demo?q=bread&country=")
    assert "country" not in standin.seen
    site.get("/demo?q=bread&country=%3Cb%3E")
    assert "country" not in standin.seen


def test_a_harmless_search_finds_the_same_made_up_pages_each_time(site: FlaskClient) -> None:
    assert site.get("/demo?q=bread").text == site.get("/demo?q=bread").text
    assert invent("Bread  loaf") == invent("bread loaf")
    assert "These pages are made up." in site.get("/demo?q=bread").text


@pytest.mark.parametrize("action", ["warning", "notice"])
def test_a_hit_shows_no_results_and_the_one_line_with_the_whole_answer(
    site: FlaskClient, standin: Standin, action: str
) -> None:
    standin.answer = shown = WARNING | {"action": action}
    page = site.get("/demo?q=blorvex").text
    assert "made up." not in page
    snippet = re.findall(
        r'<script src="([^"]*)" data-site="demo-site" data-answer="([^"]*)" async></script>', page
    )
    assert len(snippet) == 1
    assert snippet[0][0].endswith("/widget/v1/loader.js")
    assert json.loads(html.unescape(snippet[0][1])) == shown


def test_the_query_is_shown_as_words_only(site: FlaskClient) -> None:
    page = site.get("/demo?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in page


@pytest.mark.parametrize(("status", "answer"), [(500, {}), (401, {}), (200, {"action": "?"}), (200, "words")])
def test_an_unusable_answer_shows_no_results(
    site: FlaskClient, standin: Standin, status: int, answer: Any, caplog: pytest.LogCaptureFixture
) -> None:
    standin.status, standin.answer = status, answer
    page = site.get("/demo?q=secretquery").text
    assert "Search is not available right now." in page
    assert 'class="results"' not in page
    assert "secretquery" not in caplog.text


def test_no_turnpoint_shows_no_results() -> None:
    with served(Flask("gone")) as address:
        pass
    site = create_app(DemoSettings(address, "demo-site", SECRET)).test_client()
    assert "Search is not available right now." in site.get("/demo?q=bread").text


def test_the_policy_allows_scripts_and_frames_of_turnpoint_alone(site: FlaskClient) -> None:
    policy = site.get("/demo").headers["Content-Security-Policy"]
    assert re.search(r"default-src 'none'; script-src http://127\.0\.0\.1:\d+; frame-src http://127", policy)
    assert "unsafe" not in policy


def test_settings_say_in_one_sentence_what_is_missing() -> None:
    with pytest.raises(DemoSettingsInvalid, match="TURNPOINT_DEMO_SITE must be set"):
        DemoSettings.from_environ({})
    with pytest.raises(DemoSettingsInvalid, match="cannot be read"):
        DemoSettings.from_environ({"TURNPOINT_DEMO_SITE": "s", "TURNPOINT_DEMO_SECRET_FILE": "/nowhere"})


def test_a_redirect_is_not_followed(site: FlaskClient, standin: Standin) -> None:
    standin.status = 302
    assert "not available" in site.get("/demo?q=bread").text
