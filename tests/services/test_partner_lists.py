"""`turnpoint partner lists`: which word lists count for a site."""

from unittest.mock import Mock

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from tests.people import SITE, a_partner
from webhook import wiring
from webhook.commands.partner import command
from webhook.services import partners
from webhook.services.context import Context
from webhook.store.tables import Partner


@pytest.fixture
def run(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> object:
    a_partner(ctx)
    monkeypatch.setattr(wiring, "context", lambda: ctx)  # its connections are closed with it

    def lists(*arguments: str) -> Result:
        return CliRunner().invoke(command, ["lists", *arguments])

    return lists


def test_every_list_counts_until_some_are_named(run: object, ctx: Context) -> None:
    name = ctx.lexicons.names()[0]
    assert run(SITE).output == "all lists\n"
    assert run(SITE, "--only", name, "--only", name).output == f"{name}\n"
    assert partners.lists_of(ctx, SITE) == [name]
    assert run(SITE, "--all").output == "all lists\n"
    assert partners.lists_of(ctx, SITE) is None


def test_a_name_that_no_list_has_is_refused_with_those_that_there_are(run: object, ctx: Context) -> None:
    refused = run(SITE, "--only", "no-such-list")
    assert refused.exit_code == 1
    assert ctx.lexicons.names()[0] in refused.output
    assert partners.lists_of(ctx, SITE) is None


def test_an_unknown_site_and_a_contradiction_are_refused(run: object) -> None:
    assert run("site-z").exit_code == 1
    assert run("site-z", "--all").exit_code == 1
    assert run(SITE, "--only", "demo", "--all").exit_code == 2


def test_a_list_that_finds_nothing_by_itself_cannot_be_named(run: object, ctx: Context) -> None:
    refused = run(SITE, "--only", "contexts-en")
    assert refused.exit_code == 1
    assert "contexts-en" not in refused.output
    assert partners.lists_of(ctx, SITE) is None


def test_a_partner_is_named_once_none_of_its_lists_is_in_use(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = Mock()
    monkeypatch.setattr(partners, "log", log)
    a_partner(ctx)
    with ctx.db.transaction() as session:
        session.scalars(select(Partner)).one().lists = ["gone", "going"]
    assert partners.unscreened(ctx, ("going", "other")) == []
    assert partners.unscreened(ctx, ctx.lexicons.names()) == [SITE]
    partners.note_unscreened(ctx, ("going", *ctx.lexicons.names()))
    log.error.assert_called_once_with("lists.none_left", sites=[SITE])
    partners.note_unscreened(ctx, ("other", *ctx.lexicons.names()))
    assert log.error.call_count == 1


def test_a_partner_with_all_lists_is_never_named(ctx: Context) -> None:
    a_partner(ctx)
    assert partners.unscreened(ctx, ()) == []
