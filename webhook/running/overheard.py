"""The bot, with its last answer kept, for whoever wants to see what it understood."""

from webhook.gateways.rasa import Answer, Bot, Turn


class Overheard:
    """Answers as the bot behind it does."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self.last: Answer | None = None

    def answer(self, turn: Turn) -> Answer:
        """One turn; raises `BotFailed`, and then nothing was heard."""
        self.last = None
        self.last = self._bot.answer(turn)
        return self.last

    def forget(self, sender: str) -> None:
        """As the bot behind it."""
        self._bot.forget(sender)

    def ready(self) -> bool:
        """As the bot behind it."""
        return self._bot.ready()
