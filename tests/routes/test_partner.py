"""What a partner's signed call gets, right and wrong."""

import base64
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from standardwebhooks.webhooks import Webhook

from tests.people import SITE, a_partner
from webhook.services import partners
from webhook.services.context import Context
from webhook.store.tables import DailyCount, Visit


@pytest.fixture
def secret(ctx: Context, clock: Any) -> str:
    clock.now = datetime.now(UTC)
    return a_partner(ctx)[1]


def call(client: Any, secret: str, body: bytes | str | dict[str, Any], **changes: Any) -> Any:
    """POST /v1/screen with a right signature, then changed as the test says."""
    data = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    at = changes.get("at", datetime.now(UTC) + timedelta(seconds=changes.get("skew", 0)))
    message_id = changes.get("id", str(uuid.uuid4()))
    signed_text = data.decode("utf-8", "surrogateescape")
    try:
        signature = Webhook(secret).sign(message_id, at, signed_text)
    except UnicodeEncodeError:
        signature = "v1," + base64.b64encode(b"0" * 32).decode()
    headers = {
        "Turnpoint-Site": changes.get("site", SITE),
        "webhook-id": message_id,
        "webhook-timestamp": changes.get("timestamp", str(int(at.timestamp()))),
        "webhook-signature": changes.get("signature", signature),
    }
    path = changes.get("path", "/v1/screen")
    return client.post(path, data=data, headers=headers, content_type=changes.get("type", "application/json"))


def is_problem(answer: Any, status: int, slug: str) -> None:
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    problem = json.loads(answer.data)
    assert problem["type"].endswith(f"/problems/{slug}")
    assert problem["status"] == status
    assert "Traceback" not in answer.text


def nothing_stored(ctx: Context) -> bool:
    with ctx.db.reading() as session:
        counts = [session.scalar(select(func.count()).select_from(table)) for table in (Visit, DailyCount)]
    return counts == [0, 0]


def test_a_harmless_query_is_none_and_a_protected_one_is_a_warning(client: Any, secret: str) -> None:
    assert call(client, secret, {"query": "garden chairs"}).json == {"action": "none"}
    answer = call(client, secret, {"query": "some ZANTHI  quorl here", "country": "gb"}).json
    assert answer["action"] == "warning"
    assert answer["emergency"]["number"] == "999"
    assert answer["helplines"][0]["items"]
    assert answer["warning"]["title"]


def test_the_partners_own_hit_is_always_a_warning(client: Any, secret: str) -> None:
    answer = call(client, secret, {"category": "own-list"}, path="/v1/detections").json
    assert answer["action"] == "warning"


def test_two_secrets_live_while_one_is_rotated(client: Any, secret: str, ctx: Context, clock: Any) -> None:
    new = partners.rotate(ctx, SITE, clock() + timedelta(hours=1))
    assert call(client, secret, {"query": "x"}).status_code == 200
    assert call(client, new, {"query": "x"}).status_code == 200
    clock.pass_(hours=2)
    is_problem(call(client, secret, {"query": "x"}), 401, "signature-invalid")
    assert call(client, new, {"query": "x"}).status_code == 200


@pytest.mark.parametrize("skew", [-290, 290])
def test_a_clock_may_differ_by_almost_five_minutes(client: Any, secret: str, skew: int) -> None:
    assert call(client, secret, {"query": "x"}, skew=skew).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"skew": -302},
        {"skew": 310},
        {"signature": "v1,AAAA"},
        {"signature": "v1"},
        {"signature": ""},
        {"signature": "v2,AAAA v1a,BBBB"},
        {"timestamp": "now"},
        {"timestamp": "nan"},
        {"timestamp": ""},
        {"id": "x" * 129},
    ],
    ids=lambda changes: str(changes)[:40],
)
def test_a_wrong_or_stale_signature_is_refused(
    client: Any, secret: str, ctx: Context, changes: dict[str, Any]
) -> None:
    is_problem(call(client, secret, {"query": "blorvex"}, **changes), 401, "signature-invalid")
    assert nothing_stored(ctx)


def test_a_changed_body_is_refused(client: Any, secret: str) -> None:
    right = json.dumps({"query": "garden"})
    at = datetime.now(UTC)
    signature = Webhook(secret).sign("id", at, right)
    is_problem(
        call(client, secret, {"query": "blorvex"}, id="id", at=at, signature=signature),
        401,
        "signature-invalid",
    )


def test_an_unknown_site_is_refused(client: Any, secret: str) -> None:
    is_problem(call(client, secret, {"query": "x"}, site="site-z"), 404, "unknown-site")
    is_problem(call(client, secret, {"query": "x"}, site=""), 404, "unknown-site")


BAD_BODIES: list[tuple[str, bytes | str | dict[str, Any], int, str]] = [
    ("no json", "query=blorvex", 400, "body-invalid"),
    ("empty", b"", 400, "body-invalid"),
    ("a list", "[]", 400, "body-invalid"),
    ("a number for a query", {"query": 7}, 400, "body-invalid"),
    ("an unknown field", {"query": "x", "sender": "y"}, 400, "body-invalid"),
    ("an unknown kind", {"query": "x", "kind": "dream"}, 400, "body-invalid"),
    ("a country that is none", {"query": "x", "country": "GBR"}, 400, "body-invalid"),
    ("not a number", '{"query": NaN}', 400, "body-invalid"),
    ("a NUL", {"query": "blor\x00vex"}, 400, "body-invalid"),
    ("a raw NUL", b'{"query": "a\x00b"}', 400, "body-invalid"),
    ("invalid utf-8", b'{"query": "\xff\xfe"}', 400, "body-invalid"),
    ("a lone surrogate", '{"query": "\\ud800"}', 400, "body-invalid"),
    ("ten thousand brackets", "[" * 10_000, 400, "body-invalid"),
    ("2,001 characters", {"query": "x" * 2_001}, 413, "too-large"),
    ("1 MB", {"query": "x" * 1_000_000}, 413, "too-large"),
    ("10 MB", {"query": "x" * 10_000_000}, 413, "too-large"),
]


@pytest.mark.parametrize(
    ("body", "status", "slug"), [row[1:] for row in BAD_BODIES], ids=[r[0] for r in BAD_BODIES]
)
def test_a_bad_body_is_a_problem_and_leaves_nothing_behind(
    client: Any, secret: str, ctx: Context, caplog: Any, capsys: Any, body: Any, status: int, slug: str
) -> None:
    is_problem(call(client, secret, body), status, slug)
    assert nothing_stored(ctx)
    logged = caplog.text + "".join(capsys.readouterr())
    assert "blor" not in logged
    assert "xxxx" not in logged


def test_a_form_is_refused(client: Any, secret: str) -> None:
    is_problem(call(client, secret, {"query": "x"}, type="text/plain"), 400, "body-invalid")


def test_the_wrong_method_and_the_wrong_address_are_problems_too(client: Any) -> None:
    is_problem(client.get("/v1/screen"), 405, "method-not-allowed")
    is_problem(client.get("/v1/nowhere"), 404, "not-found")
