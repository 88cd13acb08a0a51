"""A conversation with the bot on the terminal: what a visitor would read, and what the bot understood."""

import secrets
from collections.abc import Iterator
from typing import Any

import click

from webhook.content import UnknownKey
from webhook.gateways.rasa import Answer, BotFailed, Reply, Turn
from webhook.services.context import Context

HELP = "Write as a visitor would; a number picks a button; an empty line ends it."


class Terminal:
    """One visitor, whose words pass the safety screen first. Nothing is stored."""

    def __init__(self, ctx: Context, language: str, country: str | None) -> None:
        self._ctx = ctx
        self._language = ctx.content.language(language)
        self._country = country
        self._sender = f"terminal-{secrets.token_hex(8)}"
        self._topic: str | None = None
        self._buttons: list[str] = []

    def talk(self) -> None:
        """Until an empty line, or the end of the input."""
        click.echo(HELP)
        while said := click.prompt("you", default="", show_default=False, prompt_suffix="> ").strip():
            for line in self.answer(said):
                click.echo(line)

    def answer(self, said: str) -> Iterator[str]:
        """The lines that follow what was said: notes in brackets, the bot's words as they are."""
        try:
            turn = self._turn(said)
            if turn is None:
                yield "[crisis: the service answers this itself, without the bot]"
                return
            answer = self._ctx.bot.answer(turn)
        except BotFailed as failure:
            yield f"[the bot failed: {failure}]"
            return
        self._topic, self._buttons = answer.topic, []
        yield f"[understood: {answer.topic or 'nothing'}]"
        yield from self._shown(answer)

    def _turn(self, said: str) -> Turn | None:
        metadata = {
            "language": self._language,
            "country": self._country,
            "door": None,
            "ways": ["chat", "sms"],
            "topic": self._topic,
        }
        if said.isdecimal() and 0 < int(said) <= len(self._buttons):
            return Turn(self._sender, metadata, intent=self._buttons[int(said) - 1])
        screened = self._ctx.screen.check(said, self._language)
        if screened.crisis:
            return None
        return Turn(self._sender, metadata, text=screened.text)

    def _shown(self, answer: Answer) -> Iterator[str]:
        for reply in answer.replies:
            if reply.command is not None:
                yield f"[command: {reply.command}]"
                continue
            try:
                yield from self._reply(reply)
            except UnknownKey:
                yield f"[no words for {reply.key}: add it to data/responses/{self._language}/]"

    def _reply(self, reply: Reply) -> Iterator[str]:
        content = self._ctx.content
        words = content.reply(reply.key or "", self._language)
        yield words.text
        own = [(button.id.removeprefix("intent."), button.label) for button in words.buttons]
        chosen = [(intent, content.intent_label(intent, self._language)) for intent in reply.buttons]
        for intent, label in chosen or own:
            self._buttons.append(intent)
            yield f"  {len(self._buttons)}  {label}"
        for card in (*words.cards, *(card.model_dump() for card in reply.cards)):
            yield from self._card(card)

    def _card(self, card: dict[str, Any]) -> Iterator[str]:
        yield f"[card: {card['kind']}]"
        if card["kind"] == "helplines":
            found = self._ctx.content.card(card["audience"], self._country, self._language)
            for item in found["items"] if found else ():
                yield f"  {item['name']}  {item.get('phone') or item.get('web') or ''}"
