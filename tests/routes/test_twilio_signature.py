"""Who may post texts and receipts: Twilio, for our address, and nobody who plays tricks with it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import pytest
from twilio.request_validator import RequestValidator

from tests.standins.twilio import SignedForms
from tests.texting import INBOUND, PHONE, Texting, a_texting
from webhook.app import create_app
from webhook.gateways.sms import AbsentSms
from webhook.services.context import Context

STATUS = "/v1/twilio/status/" + "a" * 32
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def texting(ctx: Context, clock) -> Iterator[Texting]:
    with a_texting(ctx, clock) as running:
        running.asks()
        before = running.rows()
        yield running
        assert running.rows() == before, "something was stored"


@pytest.fixture
def form(texting: Texting) -> dict[str, str]:
    return texting.forms.text(PHONE, "hello")


def refused(answer) -> bool:
    return (answer.status_code, answer.content_type) == (403, "application/problem+json")


def sign(texting: Texting, url: str, form: dict[str, str]) -> dict[str, str]:
    return {"X-Twilio-Signature": RequestValidator(texting.forms.account.token).compute_signature(url, form)}


def test_a_form_without_a_signature_is_refused(texting: Texting, form: dict[str, str]) -> None:
    assert refused(texting.client.post(INBOUND, data=form))
    assert refused(texting.client.post(STATUS, data=texting.forms.receipt("SM" + "0" * 32, "sent")))


@pytest.mark.parametrize("signature", ["", "x", "=" * 28, "é" * 28, "A" * 10_000])
def test_a_made_up_signature_is_refused(texting: Texting, form: dict[str, str], signature: str) -> None:
    assert refused(texting.client.post(INBOUND, data=form, headers={"X-Twilio-Signature": signature}))


def test_another_token_signs_nothing_here(texting: Texting, form: dict[str, str]) -> None:
    headers = texting.forms.headers(INBOUND, form, token="another-token")
    assert refused(texting.client.post(INBOUND, data=form, headers=headers))


@pytest.mark.parametrize(
    "url",
    [
        "http://evil.example" + INBOUND,
        "http://localhost:8000" + INBOUND,
        "https://127.0.0.1:8000" + INBOUND,
        "http://127.0.0.1:8001" + INBOUND,
        "http://127.0.0.1:8000" + STATUS,
        "http://127.0.0.1:8000" + INBOUND + "?a=1",
        "http://127.0.0.1:8000" + INBOUND + "/",
    ],
)
def test_a_signature_for_another_address_is_refused(texting: Texting, form: dict[str, str], url: str) -> None:
    assert refused(texting.client.post(INBOUND, data=form, headers=sign(texting, url, form)))


@pytest.mark.parametrize("query", ["?a=1", "?bodySHA256=" + sha256(b"").hexdigest()])
def test_a_query_that_was_not_signed_is_refused(texting: Texting, form: dict[str, str], query: str) -> None:
    assert refused(
        texting.client.post(INBOUND + query, data=form, headers=texting.forms.headers(INBOUND, form))
    )


@pytest.mark.parametrize(
    "change", [{"Extra": "1"}, {"Body": "hello "}, {"From": "+447400123457"}, {"MediaUrl0": ""}]
)
def test_a_form_that_was_changed_is_refused(
    texting: Texting, form: dict[str, str], change: dict[str, str]
) -> None:
    headers = texting.forms.headers(INBOUND, form)
    assert refused(texting.client.post(INBOUND, data={**form, **change}, headers=headers))


def test_a_field_that_is_missing_or_comes_twice_is_refused(texting: Texting, form: dict[str, str]) -> None:
    headers = texting.forms.headers(INBOUND, form)
    assert refused(
        texting.client.post(INBOUND, data={k: v for k, v in form.items() if k != "ToCity"}, headers=headers)
    )
    twice = texting.client.post(INBOUND, data={**form, "Body": ["hello", "hello"]}, headers=headers)
    assert twice.status_code == 400


def test_words_that_move_between_names_and_values_are_refused(texting: Texting, form: dict[str, str]) -> None:
    moved = {**form, "BodyX": "hello", "Body": ""}
    headers = texting.forms.headers(INBOUND, {**form, "Body": "", "BodyX": "hell", "o": ""})
    assert refused(texting.client.post(INBOUND, data=moved, headers=headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"},
        {"Forwarded": "host=evil.example;proto=https"},
        {"X-Original-URL": "/v1/twilio/inbound?a=1"},
    ],
)
def test_headers_about_the_host_neither_help_nor_harm(
    texting: Texting, form: dict[str, str], headers: dict[str, str]
) -> None:
    for_evil = sign(texting, "https://evil.example" + INBOUND, form)
    assert refused(texting.client.post(INBOUND, data=form, headers={**for_evil, **headers}))
    receipt = texting.forms.receipt("SM" + "0" * 32, "sent")
    ours = texting.forms.headers(STATUS, receipt)
    assert texting.client.post(STATUS, data=receipt, headers={**ours, **headers}).status_code == 204


def test_another_account_is_refused_although_it_signs_with_our_token(texting: Texting) -> None:
    for change in ({"AccountSid": "AC" + "1" * 32}, {"To": "+15005550001"}):
        form = texting.forms.text(PHONE, "hello", **change)
        assert refused(texting.post(INBOUND, form))


def test_only_a_form_is_taken(texting: Texting, form: dict[str, str]) -> None:
    body = json.dumps(form).encode()
    path = f"{INBOUND}?bodySHA256={sha256(body).hexdigest()}"
    headers = texting.forms.headers(path, {})
    for kind in ("application/json", "text/plain", "multipart/form-data; boundary=x", ""):
        assert refused(texting.client.post(path, data=body, content_type=kind, headers=headers))


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "head"])
def test_only_post_is_taken(texting: Texting, form: dict[str, str], method: str) -> None:
    for path in (INBOUND, STATUS):
        headers = texting.forms.headers(path, form)
        assert getattr(texting.client, method)(path, query_string=form, headers=headers).status_code == 405


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"Body=\xff\xfe", 400),
        (b"Body=%FF%FE", 400),
        (b"Body=%00", 400),
        (b"Body=%ED%A0%80", 400),
        (b"Body", 400),
        (b"&".join(b"a%d=1" % number for number in range(200)), 400),
        (b"Body=" + b"a" * 70_000, 413),
        (b"", 403),
    ],
    ids=["bytes", "percent", "nul", "surrogate", "no value", "fields", "size", "empty"],
)
def test_what_is_no_proper_form_is_refused(texting: Texting, body: bytes, status: int) -> None:
    for path in (INBOUND, STATUS):
        answer = texting.client.post(path, data=body, content_type=FORM)
        assert (answer.status_code, answer.content_type) == (status, "application/problem+json")


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"MessageSid": ""}, 400),
        ({"MessageSid": "SM'; drop"}, 400),
        ({"From": "TURNPOINT"}, 400),
        ({"From": "whatsapp:+447400123456"}, 400),
        ({"From": "12345"}, 400),
        ({"NumMedia": "-1"}, 400),
        ({"Body": "a" * 1_601}, 413),
    ],
)
def test_a_signed_form_with_impossible_values_is_refused(
    texting: Texting, change: dict[str, str], status: int
) -> None:
    assert (
        texting.post(INBOUND, texting.forms.text(PHONE, **{"body": "hello", **change})).status_code == status
    )


def test_where_texting_is_not_set_up_there_is_nothing_here(texting: Texting, form: dict[str, str]) -> None:
    ctx = replace(texting.ctx, sms=AbsentSms())
    client = create_app(ctx.settings, ctx).test_client()
    assert client.post(INBOUND, data=form, headers=texting.forms.headers(INBOUND, form)).status_code == 404


@pytest.mark.parametrize(
    "public_url", ["https://turnpoint.example", "https://a.example:8443", "https://a.example/sub"]
)
def test_behind_a_proxy_the_configured_address_is_what_counts(ctx: Context, clock, public_url: str) -> None:
    ctx = replace(ctx, settings=replace(ctx.settings, public_url=public_url))
    with a_texting(ctx, clock) as texting:
        form = SignedForms(public_url).text(PHONE, "hello")
        assert texting.post(INBOUND, form).status_code == 200
        assert refused(
            texting.client.post(INBOUND, data=form, headers=sign(texting, f"http://localhost{INBOUND}", form))
        )
