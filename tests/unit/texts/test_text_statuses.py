"""How far a text has come: every status against every other."""

import itertools

import pytest

from webhook.domain.texts import ARRIVED, FAILED, OURS, RANK, UnknownStatus, is_known, rises, shown, waits

TWILIO = "accepted scheduled queued sending sent partially_delivered delivered undelivered failed canceled read".split()
ALL = (*RANK, *FAILED)


@pytest.mark.parametrize(("old", "new"), list(itertools.product(ALL, TWILIO)))
def test_a_status_only_rises(old: str, new: str) -> None:
    if old in FAILED:
        expected = False
    elif new in FAILED:
        expected = old not in ARRIVED
    else:
        expected = RANK[new] > RANK[old]
    assert rises(old, new) is expected


@pytest.mark.parametrize(
    "word", ["", "Delivered", "ready", "trying", "received", "receiving", "lost", "sent "]
)
def test_a_word_that_no_sent_text_has_is_refused_by_name(word: str) -> None:
    with pytest.raises(UnknownStatus):
        rises("queued", word)


def test_any_order_of_receipts_ends_at_the_same_status() -> None:
    for order in itertools.permutations(("queued", "sending", "sent", "delivered")):
        status = "ready"
        for word in order:
            status = word if rises(status, word) else status
        assert status == "delivered"


def test_every_word_of_twilio_is_known_and_shown_as_one_of_four() -> None:
    assert all(is_known(word) for word in TWILIO)
    assert {shown(word) for word in TWILIO} == {"queued", "sent", "delivered", "failed"}


def test_only_our_own_two_words_mean_that_it_is_still_to_be_sent() -> None:
    assert {word for word in ALL if waits(word)} == OURS
