"""A bot of fifteen lines: answers what it was told to answer, and remembers what it was asked."""

from collections.abc import Callable

from webhook.gateways.rasa import Answer, BotFailed, Turn


class ScriptedBot:
    """Answers every turn with `reply`; `down` makes it fail; `during` runs while it thinks."""

    def __init__(self) -> None:
        self.asked: list[Turn] = []
        self.forgotten: list[str] = []
        self.down = False
        self.reply: tuple[dict[str, object], ...] = ({"key": "utter_control_greet"},)
        self.topic: str | None = "control.greet"
        self.during: Callable[[], None] = lambda: None

    def answer(self, turn: Turn) -> Answer:
        self.asked.append(turn)
        self.during()
        if self.down:
            raise BotFailed("down")
        return Answer.model_validate({"replies": list(self.reply), "topic": self.topic})

    def forget(self, sender: str) -> None:
        self.forgotten.append(sender)

    def ready(self) -> bool:
        return not self.down
