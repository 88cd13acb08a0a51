"""Passwords of staff: Argon2id (trust.md, section 7), two hashes at once at most, off the event loop."""

import secrets
import threading
import unicodedata
from collections.abc import Callable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from gevent import get_hub, monkey

SHORTEST, LONGEST = 15, 128
"""Characters of a password that is the only factor (NIST SP 800-63B-4)."""
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 5

_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
_two_at_once = threading.BoundedSemaphore(2)


def generate() -> str:
    """A random password of 100 bits, in four groups that can be read out."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def long_enough(password: str) -> bool:
    """Whether a chosen password may be used."""
    return SHORTEST <= len(_same_form(password)) <= LONGEST


def hashed(password: str) -> str:
    """What is stored of a password."""
    return _apart(lambda: _hasher.hash(_same_form(password)))


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one; without a stored one it takes as long and says no."""
    against = _nobodys() if stored is None else stored
    return _apart(lambda: _verified(against, _same_form(password))) and stored is not None


def _verified(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return hashed(generate())


def _same_form(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _apart[T](work: Callable[[], T]) -> T:
    with _two_at_once:
        if monkey.is_module_patched("threading"):
            # A hash holds its thread for a third of a second; streams must go on meanwhile.
            return get_hub().threadpool.apply(work)  # type: ignore[no-any-return]
        return work()
