"""What a finding leads to: how grave the answer is, whose words it has, which door it puts first."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.people import SEARCH, a_partner
from webhook.detection import Finding
from webhook.detection.finding import CONTEXTS, TIERS
from webhook.services import screening
from webhook.services.context import Context
from webhook.services.lexicons import Lexicons, Loaded
from webhook.store.tables import DailyCount, Visit

DOORS = {"door.me", "door.mistake", "door.under_18", "door.victim", "door.concerned", "door.report"}


class Finds:
    """Finds what it is told to, in each query that has the word; remembers which lists were to count."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        self.lists: list[frozenset[str] | None] = []

    def screen(self, query: str, kind: str, lists: frozenset[str] | None = None) -> Finding | None:
        self.lists.append(lists)
        return self.finding if "blorvex" in query else None

    def unfinished(self, query: str, kind: str, lists: frozenset[str] | None = None) -> Finding | None:
        self.lists.append(lists)
        return self.finding if "blor" in query else None


def finding_only(ctx: Context, finding: Finding) -> tuple[Context, Finds]:
    """The same service with a detector that finds this."""
    finds, lexicons = Finds(finding), Lexicons([])
    lexicons.install(Loaded(finds, {}, (), ("as it is",)))
    return replace(ctx, lexicons=lexicons), finds


def answered(ctx: Context, **finding: Any) -> dict[str, Any]:
    ctx, _ = finding_only(ctx, Finding("demo", **{"severity": "warning", **finding}))
    partner, _ = a_partner(ctx)
    return screening.screen(ctx, partner, "id-1", "blorvex", SEARCH)


ACTIONS = {"exact": "warning", "inflected": "warning", "joined": "warning",
           "order": "notice", "rule": "notice", "fuzzy": "notice"}  # fmt: skip


@pytest.mark.parametrize("tier", TIERS)
def test_a_sure_hit_is_a_warning_and_an_unsure_one_a_notice(ctx: Context, tier: str) -> None:
    assert answered(ctx, tier=tier)["action"] == ACTIONS[tier]


@pytest.mark.parametrize("tier", TIERS)
def test_a_term_of_mild_severity_is_a_notice_however_sure(ctx: Context, tier: str) -> None:
    assert answered(ctx, tier=tier, severity="notice")["action"] == "notice"


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("tier", ["exact", "fuzzy"])
def test_a_context_changes_words_and_never_the_action(ctx: Context, tier: str, context: str) -> None:
    answer = answered(ctx, tier=tier, context=context)
    assert answer["action"] == ACTIONS[tier]
    words = ctx.content.warning("en", "search", "GB")
    assert answer["warning"]["paragraphs"][0] != words["paragraphs"][0]
    assert words["paragraphs"][0] in answer["warning"]["paragraphs"]  # the law is said in every one


FIRST = {
    None: "door.me",
    "survivor": "door.victim",
    "help": "door.me",
    "prevention": "door.concerned",
    "research": "door.mistake",
    "news": "door.mistake",
}


@pytest.mark.parametrize("context", FIRST)
def test_the_likeliest_door_is_first_and_none_is_missing(ctx: Context, context: str | None) -> None:
    doors = [door["id"] for door in answered(ctx, context=context)["doors"]]
    assert doors[0] == FIRST[context]
    assert set(doors) == DOORS
    assert len(doors) == len(DOORS)


def test_who_was_hurt_sees_the_helplines_for_that(ctx: Context) -> None:
    survivor = answered(ctx, context="survivor")["helplines"][0]["audience"]
    assert survivor == "victim"


def test_a_notice_puts_the_mistake_first_and_the_law_last(ctx: Context) -> None:
    answer = answered(ctx, tier="fuzzy")
    assert answer["doors"][0]["id"] == "door.mistake"
    assert answer["warning"]["paragraphs"][0].startswith("This may be a mistake.")
    assert answer["warning"]["paragraphs"][-1].startswith("In the UK")


@pytest.mark.parametrize("context", [None, *CONTEXTS])
def test_tier_and_context_are_in_no_field(ctx: Context, context: str | None) -> None:
    answer = answered(ctx, tier="order", context=context)
    usual = {"action", "visit", "token", "expires_at", "language", "direction", "country", "warning", "doors",
             "helplines", "emergency", "ui"}  # fmt: skip
    assert set(answer) == usual
    assert set(answer["warning"]) == {"title", "paragraphs", "machine", "kept", "promise"}


def test_a_notice_is_a_visit_too_and_counted_by_itself(ctx: Context) -> None:
    answered(ctx, tier="fuzzy", context="survivor")
    with ctx.db.reading() as session:
        assert session.scalars(select(DailyCount)).one().name == "notice"
        kept = vars(session.scalars(select(Visit)).one())
    assert "survivor" not in kept.values()
    assert "fuzzy" not in kept.values()


def rows(ctx: Context) -> int:
    with ctx.db.reading() as session:
        return sum(session.scalar(select(func.count()).select_from(t)) or 0 for t in (Visit, DailyCount))


def test_a_batch_answers_in_order_and_leaves_nothing_behind(ctx: Context) -> None:
    ctx, _ = finding_only(ctx, Finding("demo", "warning", "order"))
    partner, _ = a_partner(ctx)
    queries = ["blorvex", "garden"] * 250
    answer = screening.screen_batch(ctx, partner, queries, "search")
    assert answer == {"results": [{"action": "notice"}, {"action": "none"}] * 250}
    assert rows(ctx) == 0


def test_words_still_being_typed_are_held_without_a_trace(ctx: Context) -> None:
    ctx, _ = finding_only(ctx, Finding("demo", "high"))
    partner, _ = a_partner(ctx)
    assert screening.hold(ctx, partner, "my blor", "search") == {"action": "hold"}
    assert screening.hold(ctx, partner, "my blo", "search") == {"action": "none"}
    both = screening.hold_batch(ctx, partner, ["garden", "blor"], "search")
    assert both == {"results": [{"action": "none"}, {"action": "hold"}]}
    assert rows(ctx) == 0


def test_only_the_lists_of_the_partner_count(ctx: Context) -> None:
    ctx, finds = finding_only(ctx, Finding("demo", "warning"))
    partner, _ = a_partner(ctx)
    screening.screen(ctx, partner, "id-1", "garden", SEARCH)
    partner.lists = ["one", "two"]
    screening.screen(ctx, partner, "id-2", "garden", SEARCH)
    screening.screen_batch(ctx, partner, ["garden"], "search")
    screening.hold(ctx, partner, "garden", "search")
    assert finds.lists == [None] + [frozenset({"one", "two"})] * 3
