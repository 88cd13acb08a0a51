"""What a bus promises."""

from contextlib import AbstractContextManager
from typing import Protocol


class Subscription(Protocol):
    """A reader's place on the bus."""

    def wait(self, seconds: float) -> bool:
        """Sleep until a hint or until `seconds` have passed (or sooner, where hints may be missed)."""
        ...


class Bus(Protocol):
    """Topics are `conversation:<id>` and `desk:<id>`; hints carry no content."""

    def hint(self, topic: str) -> None:
        """Wake whoever reads this topic. Never raises."""
        ...

    def subscribe(self, *topics: str) -> AbstractContextManager[Subscription]:
        """Listen to these topics for as long as the context lasts."""
        ...
