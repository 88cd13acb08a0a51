"""Ids for terms that have none.

Nothing in an id comes from its phrase, not even by a keyed digest: ids stand in reports and counts, and whoever got the
key later could try a dictionary on them. An id is drawn at random once; afterwards the list itself, which is sealed,
remembers which phrase has which.
"""

import secrets
from collections.abc import Callable, Set

_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that looks like another


def draw() -> str:
    """Eight random signs."""
    return "".join(secrets.choice(_SIGNS) for _ in range(8))


def id_for(name: str, taken: Set[str], drawn: Callable[[], str] = draw) -> str:
    """An id for a term of the list `name` that nobody has."""
    while (new := f"{name}-{drawn()}") in taken:
        pass
    return new
