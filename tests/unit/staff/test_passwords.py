"""Passwords of staff."""

import threading
import unicodedata

import pytest

from webhook.services import passwords


def test_a_generated_password_is_long_and_never_the_same() -> None:
    made = {passwords.generate() for _ in range(100)}
    assert len(made) == 100
    assert all(passwords.long_enough(password) for password in made)


def test_only_the_right_password_matches() -> None:
    stored = passwords.hashed("correct horse battery")
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.matches(stored, "correct horse battery")
    assert not passwords.matches(stored, "correct horse batterz")


def test_a_password_is_the_same_in_each_unicode_form() -> None:
    typed = "Größenwahn überall"
    stored = passwords.hashed(unicodedata.normalize("NFC", typed))
    assert passwords.matches(stored, unicodedata.normalize("NFD", typed))


@pytest.mark.parametrize("stored", [None, "-", ""])
def test_without_a_usable_hash_nothing_matches(stored: str | None) -> None:
    assert not passwords.matches(stored, "anything at all, really")


@pytest.mark.parametrize(
    ("password", "fits"), [("a" * 14, False), ("a" * 15, True), ("a" * 128, True), ("a" * 129, False)]
)
def test_a_chosen_password_has_from_15_to_128_characters(password: str, fits: bool) -> None:
    assert passwords.long_enough(password) is fits


def test_at_most_two_hashes_are_made_at_once() -> None:
    running, most, gate = [0], [0], threading.Barrier(2, timeout=5)

    def work() -> None:
        running[0] += 1
        most[0] = max(most[0], running[0])
        gate.wait()
        running[0] -= 1

    threads = [threading.Thread(target=lambda: passwords._apart(work)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == 2
