"""A sealed list opens for its keys alone, and tells nobody else anything."""

import json
import zlib
from datetime import UTC, datetime
from typing import Any

import pyrage
import pytest

from tests.unit.detection.lists import document, phrases, tells_nothing
from webhook.detection.sealing import (
    Identity,
    KeyInvalid,
    KeyWrong,
    SealDamaged,
    SealInvalid,
    recipients_of,
    seal,
    unseal,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
OURS, THEIRS = Identity.made(), Identity.made()
LIST = document(count=200)
SEALED = seal(LIST, OURS.recipients, NOW)


def test_what_was_sealed_comes_back_whole_with_name_version_and_time() -> None:
    opened = unseal(SEALED, OURS)
    assert opened.document == LIST
    assert (opened.name, opened.version, opened.created) == ("north", 1, NOW)


def test_each_of_several_recipients_can_open() -> None:
    sealed = seal(LIST, [*OURS.recipients, *THEIRS.recipients], NOW)
    assert unseal(sealed, OURS).document == unseal(sealed, THEIRS).document == LIST


def test_an_identity_with_an_old_and_a_new_key_opens_what_either_can() -> None:
    both = Identity.read(OURS.file() + "# another\n\n" + THEIRS.file())
    assert unseal(SEALED, both).document == LIST
    assert both.recipients == (*OURS.recipients, *THEIRS.recipients)


def test_no_term_stands_in_the_sealed_file_nor_in_what_python_shows() -> None:
    opened = unseal(SEALED, OURS)
    for seen in (SEALED, repr(opened), str(opened), repr(OURS)):
        assert tells_nothing(seen, phrases(LIST))
    assert "SECRET" not in repr(OURS)


def test_a_wrong_key_is_told_from_a_damaged_file() -> None:
    with pytest.raises(KeyWrong, match="other keys"):
        unseal(SEALED, THEIRS)


@pytest.mark.parametrize(
    "damaged",
    [b"", b"junk", SEALED[:60], SEALED[:-1], SEALED + b"x", SEALED[:-40] + b"0" + SEALED[-39:], SEALED[22:]],
)
def test_a_damaged_file_is_told_in_one_sentence(damaged: bytes) -> None:
    with pytest.raises(SealDamaged) as refused:
        unseal(damaged, OURS)
    assert str(refused.value).count(".") == 1


def payload(**changes: Any) -> bytes:
    whole = {"format": 1, "name": "north", "version": 1, "created": NOW.isoformat(), "document": LIST}
    return json.dumps({**whole, **changes}).encode()


@pytest.mark.parametrize(
    "plain",
    [
        payload(name="south"),
        payload(version=2),
        payload(version="1"),
        payload(format=2),
        payload(created="2026-11-22T12:00:00"),
        payload(created="soon"),
        payload(document=[]),
        b"[]",
        b"{",
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_a_seal_around_something_else_is_refused_and_quotes_nothing(plain: bytes) -> None:
    keys = [pyrage.x25519.Recipient.from_str(key) for key in OURS.recipients]
    with pytest.raises(SealDamaged) as refused:
        unseal(pyrage.encrypt(zlib.compress(plain), keys), OURS)
    assert tells_nothing(repr(refused.value), phrases(LIST))
    assert refused.value.__context__ is None


@pytest.mark.parametrize(
    "packed", [b"not zlib", zlib.compress(payload())[:-5], zlib.compress(payload()) + b"more"]
)
def test_a_seal_around_a_torn_list_is_refused(packed: bytes) -> None:
    keys = [pyrage.x25519.Recipient.from_str(key) for key in OURS.recipients]
    with pytest.raises(SealDamaged):
        unseal(pyrage.encrypt(packed, keys), OURS)


@pytest.mark.parametrize("text", ["", "# nothing", "AGE-SECRET-KEY-1XYZ", OURS.recipients[0]])
def test_what_is_no_identity_is_refused_without_being_shown(text: str) -> None:
    with pytest.raises(KeyInvalid) as refused:
        Identity.read(text)
    assert not text or text not in str(refused.value)


def test_recipients_come_one_or_several_a_text_and_a_wrong_one_is_told_by_its_place() -> None:
    one, other = OURS.recipients[0], THEIRS.recipients[0]
    assert recipients_of([f"{one}, {other}", one]) == (one, other)
    with pytest.raises(KeyInvalid, match="Recipient 2 "):
        recipients_of([one, "age1nothing"])
    with pytest.raises(KeyInvalid, match="No recipient"):
        recipients_of(["", " , "])


def test_a_secret_key_among_the_recipients_is_not_shown() -> None:
    secret = OURS.file().splitlines()[1]
    with pytest.raises(SealInvalid) as refused:
        seal(LIST, [secret], NOW)
    assert secret not in str(refused.value)
