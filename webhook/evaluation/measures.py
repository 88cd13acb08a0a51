"""What is counted: right topics, crises and victims that are seen, near misses that are not mistaken."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from webhook.evaluation.sets import Message

ASKED_BACK = "(asked back)"
PERCENT_OF = ("topics", "crisis", "victim", "near_misses")


@dataclass(frozen=True)
class Result:
    """One message and the topic it was answered as: the crisis screen's, where it raised one, else the bot's."""

    message: Message
    topic: str

    @property
    def is_near_miss(self) -> bool:
        """Whether the message is there for what it must not be taken for."""
        return bool(self.message.wrong)

    @property
    def is_right(self) -> bool:
        """A right topic; of a near miss, anything but what it must not be taken for."""
        return self.topic not in self.message.wrong if self.is_near_miss else self.topic in self.message.right

    def raises(self, group: str) -> bool:
        """Whether a message of the group `crisis` or `victim` is answered as one of it, or rightly as another."""
        return self.topic.startswith(f"{group}.") or self.topic in self.message.right


@dataclass(frozen=True)
class Share:
    """So many right of so many."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """0 to 1; 1 of nothing."""
        return self.right / self.of if self.of else 1.0


def measures(results: Sequence[Result]) -> dict[str, Share]:
    """The four numbers of PERCENT_OF."""
    plain = [result for result in results if not result.is_near_miss]
    found = {"topics": share(result.is_right for result in plain)}
    for group in ("crisis", "victim"):
        of_group = [result for result in plain if result.message.right[0].startswith(f"{group}.")]
        found[group] = share(result.raises(group) for result in of_group)
    found["near_misses"] = share(result.is_right for result in results if result.is_near_miss)
    return found


def share(answers: Iterable[bool]) -> Share:
    """How many of these are true."""
    listed = list(answers)
    return Share(sum(listed), len(listed))


def by_topic(results: Sequence[Result]) -> Iterator[tuple[str, Share]]:
    """Every topic, the weakest first."""
    plain = [result for result in results if not result.is_near_miss]
    topics = {result.message.right[0] for result in plain}
    shares = {
        topic: share(result.is_right for result in plain if result.message.right[0] == topic)
        for topic in topics
    }
    yield from sorted(shares.items(), key=lambda item: (item[1].value, item[0]))


def confusions(results: Sequence[Result]) -> Counter[tuple[str, str]]:
    """How often a topic was answered as another one."""
    return Counter(
        (result.message.right[0], result.topic)
        for result in results
        if not result.is_near_miss and not result.is_right
    )


def below(found: dict[str, Share], floors: dict[str, float]) -> list[str]:
    """The names of measures that are under their floor."""
    return [name for name, floor in floors.items() if name in found and found[name].value < floor]
