"""Several queries in one call, words still being typed, and what a partner's change takes effect on."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from tests.people import SITE, a_partner
from tests.routes.test_partner import call, is_problem, nothing_stored
from webhook.services import partners
from webhook.services.context import Context
from webhook.services.recognised import RECOGNISED_FOR
from webhook.store.session import DatabaseFailed
from webhook.store.tables import Partner, PartnerSecret

MARKED = "zebraumbrella"


@pytest.fixture
def secret(ctx: Context, clock: Any) -> str:
    clock.now = datetime.now(UTC)
    ctx.recognised.clear()
    return a_partner(ctx)[1]


@contextmanager
def statements(ctx: Context) -> Iterator[list[str]]:
    """Every statement that reaches the database meanwhile."""
    seen: list[str] = []

    def see(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    event.listen(ctx.db.engine, "before_cursor_execute", see)
    try:
        yield seen
    finally:
        event.remove(ctx.db.engine, "before_cursor_execute", see)


def test_a_batch_is_answered_in_order_without_words_visit_or_count(
    client: Any, secret: str, ctx: Context
) -> None:
    queries = ["garden chairs", "zanthi quorl", "bread"] * 100
    answer = call(client, secret, {"queries": queries})
    assert answer.json == {
        "results": [{"action": "none"}, {"action": "warning"}, {"action": "none"}] * 100,
    }
    assert nothing_stored(ctx)


def test_a_batch_may_have_five_hundred_queries_of_the_longest_kind(client: Any, secret: str) -> None:
    body = json.dumps({"queries": ["\U0001f33b" * 2_000] * 500}, ensure_ascii=False)
    answer = call(client, secret, body)
    assert answer.status_code == 200
    assert len(answer.json["results"]) == 500


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({}, "query-or-queries"),
        ({"kind": "search"}, "query-or-queries"),
        ({"query": MARKED, "queries": [MARKED]}, "query-or-queries"),
        ({"queries": []}, "queries-count"),
        ({"queries": [MARKED] * 501}, "queries-count"),
        ({"queries": MARKED}, "queries-count"),
        ({"queries": {"0": MARKED}}, "queries-count"),
    ],
    ids=["neither", "kind alone", "both", "empty", "501", "a text", "an object"],
)
def test_a_call_that_is_neither_one_query_nor_a_batch_is_refused(
    client: Any, secret: str, ctx: Context, caplog: Any, capsys: Any, body: dict[str, Any], slug: str
) -> None:
    answer = call(client, secret, body)
    is_problem(answer, 422, slug)
    assert nothing_stored(ctx)
    assert MARKED not in answer.text + caplog.text + "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "bad", [7, None, ["x"], {"query": MARKED}, MARKED * 200], ids=lambda b: type(b).__name__
)
def test_one_bad_query_is_named_by_its_place_and_nothing_is_screened(
    client: Any, secret: str, ctx: Context, caplog: Any, capsys: Any, bad: Any
) -> None:
    answer = call(client, secret, {"queries": [MARKED, "zanthi quorl", bad, MARKED, 8]})
    is_problem(answer, 422, "query-invalid")
    assert answer.json["index"] == 2
    assert nothing_stored(ctx)
    assert MARKED not in answer.text + caplog.text + "".join(capsys.readouterr())


def test_what_is_wrong_beside_the_queries_is_told_as_ever(client: Any, secret: str) -> None:
    is_problem(call(client, secret, {"queries": [7], "kind": "dream"}), 400, "body-invalid")
    is_problem(call(client, secret, {"queries": ["x"], "sender": "y"}), 400, "body-invalid")
    is_problem(call(client, secret, {"query": "x", "mode": "guess"}), 400, "body-invalid")


def test_a_body_above_the_limit_says_what_the_limit_is(client: Any, secret: str) -> None:
    answer = call(client, secret, {"queries": ["x" * 2_000] * 2_100})
    is_problem(answer, 413, "too-large")
    assert "500 queries" in answer.json["detail"]
    assert "4.1 MB" in answer.json["detail"]


@pytest.mark.parametrize("mode", ["finished", "autocomplete"])
def test_nothing_of_five_hundred_queries_is_stored_or_logged(
    client: Any, secret: str, ctx: Context, caplog: Any, capsys: Any, mode: str
) -> None:
    queries = [f"{MARKED} {n} blorvex" for n in range(500)]
    with statements(ctx) as seen:
        answer = call(client, secret, {"queries": queries, "mode": mode})
    assert answer.status_code == 200
    assert not [statement for statement in seen if not statement.startswith(("BEGIN", "SELECT"))]
    assert nothing_stored(ctx)
    said = answer.text + caplog.text + "".join(capsys.readouterr())
    assert MARKED not in said
    assert "blorvex" not in said


def test_words_still_being_typed_are_held_or_let_pass_without_a_visit(
    client: Any, secret: str, ctx: Context
) -> None:
    typed = {"query": "zanthi quorl", "mode": "autocomplete"}
    assert call(client, secret, typed).json == {"action": "hold"}
    assert call(client, secret, {"query": "garden ch", "mode": "autocomplete"}).json == {"action": "none"}
    suggestions = {"queries": ["garden chairs", "zanthi quorl"], "mode": "autocomplete"}
    assert call(client, secret, suggestions).json == {"results": [{"action": "none"}, {"action": "hold"}]}
    assert nothing_stored(ctx)


def test_a_harmless_query_of_a_known_partner_reads_no_database(
    client: Any, secret: str, ctx: Context
) -> None:
    call(client, secret, {"query": "garden"})
    with statements(ctx) as seen:
        assert call(client, secret, {"query": "garden chairs"}).json == {"action": "none"}
        assert call(client, secret, {"queries": ["garden", "chairs"]}).status_code == 200
    assert seen == []


def test_a_new_secret_opens_at_once_and_an_old_one_ends_to_the_second(
    client: Any, secret: str, ctx: Context, clock: Any
) -> None:
    assert call(client, secret, {"query": "x"}).status_code == 200
    new = partners.rotate(ctx, SITE, clock() + timedelta(seconds=2))
    ctx.recognised.clear()
    assert call(client, secret, {"query": "x"}).status_code == 200
    assert call(client, new, {"query": "x"}).status_code == 200
    clock.pass_(seconds=2)
    is_problem(call(client, secret, {"query": "x"}), 401, "signature-invalid")
    assert call(client, new, {"query": "x"}).status_code == 200


def test_a_secret_made_by_another_process_opens_at_once(
    client: Any, secret: str, ctx: Context, clock: Any
) -> None:
    assert call(client, secret, {"query": "x"}).status_code == 200
    known = dict(ctx.recognised)
    new = partners.rotate(ctx, SITE, clock() + timedelta(hours=1))
    ctx.recognised.update(known)  # as a process would be that has not heard of it
    assert call(client, new, {"query": "x"}).status_code == 200


def test_a_wrong_signature_does_not_make_a_partner_forgotten(
    client: Any, secret: str, ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> Any:
        raise DatabaseFailed

    assert call(client, secret, {"query": "x"}).status_code == 200
    monkeypatch.setattr(ctx.db, "reading", fails)
    assert call(client, secret, {"query": "x"}, signature="v1,AAAA").status_code == 503
    assert call(client, secret, {"query": "x"}).status_code == 200


def test_a_partner_that_is_taken_away_is_refused_within_five_seconds(
    client: Any, secret: str, ctx: Context, clock: Any
) -> None:
    assert call(client, secret, {"query": "x"}).status_code == 200
    with ctx.db.transaction() as session:
        partner = session.scalars(select(Partner)).one()
        session.delete(session.scalars(select(PartnerSecret)).one())
        partner.name = "gone"
    clock.pass_(seconds=RECOGNISED_FOR.total_seconds() + 0.1)
    assert RECOGNISED_FOR.total_seconds() <= 5
    is_problem(call(client, secret, {"query": "x"}), 401, "signature-invalid")


def test_the_lists_of_a_partner_take_effect_on_its_next_calls(client: Any, secret: str, ctx: Context) -> None:
    hit = {"query": "zanthi quorl"}
    assert call(client, secret, hit).json["action"] == "warning"
    with ctx.db.transaction() as session:
        session.scalars(select(Partner)).one().lists = ["a-list-of-others"]
    ctx.recognised.clear()
    assert call(client, secret, hit).json == {"action": "none"}
    partners.choose_lists(ctx, SITE, ctx.lexicons.names())
    assert call(client, secret, hit).json["action"] == "warning"


def test_readiness_counts_lists_and_names_none(client: Any, ctx: Context) -> None:
    answer = client.get("/readyz")
    assert answer.json["parts"]["lists"] == "ready"
    every = len(list((ctx.settings.data / "lexicon").glob("*.yml")))
    assert answer.json["details"]["lists"] == {"ready": every, "old": 0, "down": 0}
    assert not [name for name in ctx.lexicons.names() if f'"{name}"' in answer.text]


def test_the_description_names_every_action(client: Any) -> None:
    document = client.get("/v1/openapi.json").json
    done = json.dumps(document["paths"]["/v1/screen"]["post"]["responses"]["2XX"])
    assert all(f'"{action}"' in done for action in ("none", "notice", "warning", "hold"))
    fields = document["components"]["schemas"]["Screening"]["properties"]
    assert fields["queries"]["anyOf"][0]["maxItems"] == 500


@pytest.mark.parametrize("mode", ["finished", "autocomplete"])
def test_the_short_way_to_none_answers_as_the_long_one_does(
    client: Any, secret: str, ctx: Context, mode: str
) -> None:
    body = {"query": "garden chairs", "mode": mode}
    long = call(client, secret, body)  # the partner is not known yet, so the route answers
    short = call(client, secret, body)
    assert (short.status_code, short.json) == (long.status_code, long.json) == (200, {"action": "none"})
    assert dict(short.headers) | {"Content-Length": "-"} == dict(long.headers) | {"Content-Length": "-"}


@pytest.mark.parametrize(
    "changes", [{"signature": "v1,AAAA"}, {"skew": -302}, {"id": "x" * 129}, {"type": "text/plain"}], ids=str
)
def test_the_short_way_is_closed_to_what_the_route_refuses(
    client: Any, secret: str, changes: dict[str, Any]
) -> None:
    assert call(client, secret, {"query": "x"}).status_code == 200
    assert call(client, secret, {"query": "x"}, **changes).status_code in (400, 401)
    assert call(client, secret, {"query": "x", "sender": "y"}).status_code == 400
    assert call(client, secret, '{"query": "a\\u0000b"}').status_code == 400
