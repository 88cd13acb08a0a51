"""Signing in to the console, and who is not let in."""

from dataclasses import replace
from typing import Any

import pytest

from tests.people import a_desk
from tests.routes.colleague import TOKEN, Newcomer
from webhook.app import create_app
from webhook.services import staff
from webhook.services.context import Context

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:"


@pytest.fixture
def alice(app: Any, ctx: Any) -> Newcomer:
    a_desk(ctx)
    return Newcomer(app, ctx, "alice")


def cookie_of(answer: Any) -> str:
    return next(
        line for line in answer.headers.getlist("Set-Cookie") if line.startswith("turnpoint_console=")
    )


def test_the_right_password_opens_the_console(alice: Newcomer) -> None:
    alice.sign_in()
    page = alice.client.get("/console")
    assert page.status_code == 200
    assert "A Helpline" in page.text
    assert alice.get("snapshot").status_code == 200


def test_a_wrong_password_an_unknown_login_and_a_shut_account_are_answered_alike(
    app: Any, ctx: Any, alice: Newcomer
) -> None:
    bob = Newcomer(app, ctx, "bob")
    staff.disable(ctx, "bob")
    answers = [
        alice.try_to_sign_in("alice", "wrong"),
        alice.try_to_sign_in("nobody", "wrong"),
        bob.try_to_sign_in("bob", bob.password),
    ]
    assert {answer.status_code for answer in answers} == {401}
    pages = set()
    for answer, login in zip(answers, ("alice", "nobody", "bob"), strict=True):
        text = answer.text.replace(f'value="{login}"', "")
        pages.add("".join(line for line in text.splitlines() if "csrf_token" not in line))
        assert "Set-Cookie" not in answer.headers or "turnpoint_console" not in str(answer.headers)
    assert len(pages) == 1


def test_the_password_is_not_repeated_on_the_page(alice: Newcomer) -> None:
    assert "hunter-two-hunter" not in alice.try_to_sign_in("alice", "hunter-two-hunter").text


def test_the_cookie_is_for_the_browser_alone(alice: Newcomer) -> None:
    cookie = cookie_of(alice.try_to_sign_in("alice", alice.password))
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/" in cookie


def test_each_sign_in_gets_a_new_id(alice: Newcomer) -> None:
    first = cookie_of(alice.try_to_sign_in("alice", alice.password))
    alice.client.delete_cookie("turnpoint_console")
    assert cookie_of(alice.try_to_sign_in("alice", alice.password)) != first


def test_an_id_that_somebody_else_chose_is_of_no_use(alice: Newcomer) -> None:
    alice.client.set_cookie("turnpoint_console", "a" * 43)
    assert alice.get("snapshot").status_code == 401
    assert (
        cookie_of(alice.try_to_sign_in("alice", alice.password)).split(";")[0]
        != f"turnpoint_console={'a' * 43}"
    )


def test_without_a_session_everything_is_refused(client: Any) -> None:
    assert client.get("/console").headers["Location"] == "/console/sign-in"
    for path in ("snapshot", "stream", "conversations/x/events"):
        assert client.get(f"/console/api/{path}").status_code == 401
    for path in ("next", "here", "handoffs/x/accept", "conversations/x/messages", "conversations/x/close"):
        answer = client.post(f"/console/api/{path}", json={})
        assert answer.status_code == 401
        assert answer.mimetype == "application/problem+json"


def test_a_form_without_its_token_changes_nothing(alice: Newcomer) -> None:
    form = {"login": "alice", "password": alice.password}
    assert alice.client.post("/console/sign-in", data=form).status_code == 400
    assert alice.client.get("/console").status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_another_site_can_not_sign_anybody_in(alice: Newcomer, headers: dict[str, str]) -> None:
    answer = alice.try_to_sign_in("alice", alice.password, **headers)
    assert answer.status_code == 403
    assert alice.client.get("/console").status_code == 303


def test_our_own_form_is_taken_though_its_origin_is_hidden(alice: Newcomer) -> None:
    hidden = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    assert alice.try_to_sign_in("alice", alice.password, **hidden).status_code == 303


def test_a_session_ends_two_hours_after_the_last_act(alice: Newcomer, clock: Any) -> None:
    alice.sign_in()
    clock.pass_(hours=1, minutes=59)
    assert alice.post("here").status_code == 200
    clock.pass_(hours=1, minutes=59)
    assert alice.get("snapshot").status_code == 200
    clock.pass_(minutes=1)
    assert alice.get("snapshot").status_code == 401


def test_reading_alone_does_not_keep_a_session_alive(alice: Newcomer, clock: Any) -> None:
    alice.sign_in()
    for _ in range(4):
        clock.pass_(minutes=29)
        assert alice.get("snapshot").status_code == 200
    clock.pass_(minutes=5)
    assert alice.get("snapshot").status_code == 401


def test_a_session_ends_twelve_hours_after_it_began(alice: Newcomer, clock: Any) -> None:
    alice.sign_in()
    for _ in range(11):
        clock.pass_(hours=1)
        assert alice.post("here").status_code == 200
    clock.pass_(hours=1)
    assert alice.post("here").status_code == 401


def test_disabling_ends_every_session_at_once(alice: Newcomer, ctx: Any) -> None:
    alice.sign_in()
    staff.disable(ctx, "alice")
    assert alice.get("snapshot").status_code == 401


def test_a_new_password_ends_every_session(alice: Newcomer, ctx: Any) -> None:
    alice.sign_in()
    staff.set_password(ctx, "alice")
    assert alice.get("snapshot").status_code == 401
    assert alice.try_to_sign_in("alice", alice.password).status_code == 401


def test_signing_out_ends_the_session_and_not_only_the_cookie(alice: Newcomer) -> None:
    alice.sign_in()
    held = alice.client.get_cookie("turnpoint_console").value
    answer = alice.client.post("/console/sign-out", data={"csrf_token": alice.token})
    assert answer.headers["Location"] == "/console/sign-in"
    alice.client.set_cookie("turnpoint_console", held)
    assert alice.get("snapshot").status_code == 401


@pytest.mark.parametrize("path", ["/console/sign-in", "/console/api/snapshot", "/console/none", "/console"])
def test_no_page_may_frame_the_console_or_keep_it(client: Any, path: str) -> None:
    headers = client.get(path).headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_the_pages_have_the_strict_policy(client: Any) -> None:
    policy = client.get("/console/sign-in").headers["Content-Security-Policy"]
    assert policy.startswith(POLICY)
    assert "require-trusted-types-for 'script'" in policy


def test_over_https_the_cookies_belong_to_this_host_alone(settings: Any, ctx: Any) -> None:
    a_desk(ctx)
    https = replace(settings, public_url="https://turnpoint.example", env="production")
    secure = Context(**{**vars(ctx), "settings": https})
    bob = Newcomer(create_app(https, secure), secure, "bob")
    page = bob.client.get("/console/sign-in", base_url="https://turnpoint.example")
    token = TOKEN.search(page.text)
    assert token
    form = {"login": "bob", "password": bob.password, "csrf_token": token.group(1)}
    own = {"Origin": "https://turnpoint.example", "Sec-Fetch-Site": "same-origin"}
    answer = bob.client.post("/console/sign-in", data=form, headers=own, base_url="https://turnpoint.example")
    assert answer.status_code == 303
    for cookie in (*page.headers.getlist("Set-Cookie"), answer.headers.getlist("Set-Cookie")[0]):
        assert cookie.startswith("__Host-turnpoint")
        assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
        assert "Domain" not in cookie
