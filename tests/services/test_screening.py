"""A query is matched and forgotten; a hit makes one visit and one count."""

import pytest
from sqlalchemy import func, select

from tests.people import SEARCH, a_partner
from webhook.domain.errors import AlreadyClaimed, NotSignedIn, Replayed
from webhook.services import screening, visits
from webhook.services.context import Context
from webhook.store.tables import DailyCount, Visit

HIT = "where is blorvex sold"
SECRET, OTHER = "a" * 43, "b" * 43


def rows(ctx: Context, table: type) -> int:
    with ctx.db.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_harmless_query_is_answered_none_and_stores_nothing(ctx: Context) -> None:
    partner, _ = a_partner(ctx)
    assert screening.screen(ctx, partner, "id-1", "garden chairs", SEARCH) == {"action": "none"}
    assert rows(ctx, Visit) == rows(ctx, DailyCount) == 0


def test_a_hit_makes_one_visit_one_count_and_keeps_nothing_of_the_query(ctx: Context) -> None:
    partner, _ = a_partner(ctx)
    answer = screening.screen(ctx, partner, "id-1", HIT, SEARCH)
    assert answer["action"] == "warning"
    assert len(answer["doors"]) == 6
    with ctx.db.reading() as session:
        visit = session.scalars(select(Visit)).one()
        assert session.scalars(select(DailyCount)).one().count == 1
        stored = " ".join(str(value) for value in vars(visit).values())
    assert "blorvex" not in stored
    assert answer["token"] not in stored
    assert visit.hour.minute == 0


def test_a_repeated_request_gets_the_same_answer_and_no_second_row(ctx: Context) -> None:
    partner, _ = a_partner(ctx)
    first = screening.screen(ctx, partner, "id-1", HIT, SEARCH)
    assert screening.screen(ctx, partner, "id-1", HIT, SEARCH) == first
    assert rows(ctx, Visit) == 1


def test_the_same_id_with_another_meaning_is_refused(ctx: Context) -> None:
    partner, _ = a_partner(ctx)
    screening.screen(ctx, partner, "id-1", HIT, SEARCH)
    with pytest.raises(Replayed):
        screening.warn(ctx, partner, "id-1", screening.Hit("another-category"), SEARCH)


def test_a_used_id_with_a_harmless_query_is_none_and_leaves_the_visit_alone(ctx: Context) -> None:
    partner, _ = a_partner(ctx)
    first = screening.screen(ctx, partner, "id-1", HIT, SEARCH)
    assert screening.screen(ctx, partner, "id-1", "garden chairs", SEARCH) == {"action": "none"}
    assert screening.screen(ctx, partner, "id-1", HIT, SEARCH) == first
    assert rows(ctx, Visit) == rows(ctx, DailyCount) == 1


def test_two_partners_may_use_the_same_id(ctx: Context) -> None:
    (one, _), (two, _) = a_partner(ctx), a_partner(ctx, "site-b")
    first = screening.warn(ctx, one, "id-1", screening.Hit("demo"), SEARCH)
    second = screening.warn(ctx, two, "id-1", screening.Hit("demo"), SEARCH)
    assert first["token"] != second["token"]


def test_a_visit_token_is_claimed_once_and_by_one_secret_only(ctx: Context) -> None:
    partner, _ = a_partner(ctx)
    token = screening.warn(ctx, partner, "id-1", screening.Hit("demo"), SEARCH)["token"]
    visit = visits.claim(ctx, token, SECRET)
    assert visits.claim(ctx, token, SECRET).id == visit.id
    with pytest.raises(AlreadyClaimed):
        visits.claim(ctx, token, OTHER)
    assert visits.signed_in(ctx, SECRET).id == visit.id
    with pytest.raises(NotSignedIn):
        visits.signed_in(ctx, token)


def test_one_secret_opens_one_visit_only(ctx: Context) -> None:
    partner, _ = a_partner(ctx)
    tokens = [
        screening.warn(ctx, partner, name, screening.Hit("demo"), SEARCH)["token"]
        for name in ("id-1", "id-2")
    ]
    visits.claim(ctx, tokens[0], SECRET)
    with pytest.raises(AlreadyClaimed):
        visits.claim(ctx, tokens[1], SECRET)


def test_a_visit_ends_after_a_day(ctx: Context, clock: object) -> None:
    partner, _ = a_partner(ctx)
    token = screening.warn(ctx, partner, "id-1", screening.Hit("demo"), SEARCH)["token"]
    visits.claim(ctx, token, SECRET)
    clock.pass_(hours=26)
    with pytest.raises(NotSignedIn):
        visits.signed_in(ctx, SECRET)
