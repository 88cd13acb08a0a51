"""Beginning again when somebody else moved the conversation meanwhile. For callers that cannot be asked to retry."""

from collections.abc import Callable

from webhook.domain.errors import AlreadyTaken, IllegalMove, StaleEpoch

OVERTAKEN = (StaleEpoch, AlreadyTaken, IllegalMove)
TRIES = 5


def again[Result](work: Callable[[], Result]) -> Result:
    """The result of `work`, one whole transaction, begun anew up to four times; then its exception rises."""
    for _ in range(TRIES - 1):
        try:
            return work()
        except OVERTAKEN:
            continue
    return work()
