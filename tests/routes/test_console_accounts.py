"""`turnpoint staff`, through its services."""

from typing import Any

import pytest

from tests.people import a_desk
from webhook.services import staff
from webhook.services.staff import AccountInvalid


def test_an_account_is_listed_with_its_desk(ctx: Any) -> None:
    a_desk(ctx, "night")
    staff.create(ctx, "alice", "Alice", "night")
    ((account, desk),) = staff.everybody(ctx)
    assert (account.login, account.name, desk.slug, account.disabled) == ("alice", "Alice", "night", False)


@pytest.mark.parametrize(
    ("login", "name", "desk"),
    [
        ("alice", "Alice", "none"),
        ("", "Alice", "desk"),
        ("alice", " ", "desk"),
        ("a" * 81, "Alice", "desk"),
        ("a\nb", "B", "desk"),
    ],
)
def test_an_account_that_can_not_be_is_refused(ctx: Any, login: str, name: str, desk: str) -> None:
    a_desk(ctx)
    with pytest.raises(AccountInvalid):
        staff.create(ctx, login, name, desk)
    assert staff.everybody(ctx) == []


def test_a_login_is_given_once(ctx: Any) -> None:
    a_desk(ctx)
    staff.create(ctx, "alice", "Alice", "desk")
    with pytest.raises(AccountInvalid):
        staff.create(ctx, "alice", "Another", "desk")


def test_a_short_password_and_an_unknown_login_are_refused(ctx: Any) -> None:
    a_desk(ctx)
    staff.create(ctx, "alice", "Alice", "desk")
    with pytest.raises(AccountInvalid):
        staff.set_password(ctx, "alice", "short")
    with pytest.raises(AccountInvalid):
        staff.set_password(ctx, "nobody")
    with pytest.raises(AccountInvalid):
        staff.disable(ctx, "nobody")


def test_a_shut_account_can_be_opened_again(ctx: Any) -> None:
    a_desk(ctx)
    password = staff.create(ctx, "alice", "Alice", "desk")
    staff.disable(ctx, "alice")
    staff.enable(ctx, "alice")
    assert staff.who(ctx, staff.sign_in(ctx, "alice", password)).staff.login == "alice"


def test_the_database_holds_neither_password_nor_session_id(ctx: Any, tmp_path: Any) -> None:
    a_desk(ctx)
    password = staff.create(ctx, "alice", "Alice", "desk")
    session_id = staff.sign_in(ctx, "alice", password)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("turnpoint.db*"))
    assert password.encode() not in kept
    assert session_id.encode() not in kept


def test_failures_are_counted_and_forgotten_at_the_next_sign_in(ctx: Any) -> None:
    a_desk(ctx)
    password = staff.create(ctx, "alice", "Alice", "desk")
    with pytest.raises(staff.SignInFailed):
        staff.sign_in(ctx, "alice", "wrong")
    ((account, _),) = staff.everybody(ctx)
    assert account.failed_logins == 1
    staff.sign_in(ctx, "alice", password)
    ((account, _),) = staff.everybody(ctx)
    assert account.failed_logins == 0
