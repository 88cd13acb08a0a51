"""A conversation with the whole service on the terminal: what a visitor reads, and what was understood."""

from collections.abc import Iterator
from typing import Any

import click

from webhook.domain.errors import Refused
from webhook.running.overheard import Overheard
from webhook.running.rehearsal import Visitor

HELP = "Write as a visitor would; a number picks a button; an empty line ends it."
GONE = ("deleted", "left", "closed")


class Terminal:
    """Draws for the terminal what a visitor's frame would draw."""

    def __init__(self, visitor: Visitor, *, show: bool = False, sms: bool = False) -> None:
        """`show` also tells topic, key and confidence of each answer; `sms` its words for a text message."""
        self._visitor = visitor
        self._show = show
        self._sms = sms
        self._buttons: list[str] = []
        self.over = False

    def talk(self, door: str | None = None) -> None:
        """Until an empty line, the end of the input, or the end of the conversation."""
        click.echo(HELP)
        if door:
            self._echo(self._answered(lambda: self._visitor.press(door)))
        while not self.over:
            said = click.prompt("you", default="", show_default=False, prompt_suffix="> ").strip()
            if not said:
                return
            self._echo(self.answer(said))

    def answer(self, said: str) -> Iterator[str]:
        """The lines that follow what was said; notes of ours stand in brackets."""
        if said.isdecimal() and 0 < int(said) <= len(self._buttons):
            return self._answered(lambda: self._visitor.press(self._buttons[int(said) - 1]))
        return self._answered(lambda: self._visitor.say(said))

    def _answered(self, act: Any) -> Iterator[str]:
        try:
            answer = act()
        except Refused as refused:
            yield f"[refused: {type(refused).__name__}]"
            return
        if self._show:
            yield from self._understood()
        self._buttons = []
        for event in answer["events"]:
            yield from self._event(event)
        if answer["state"] in GONE:
            self.over = True
            yield f"[the conversation is {answer['state']}]"

    def _understood(self) -> Iterator[str]:
        bot = self._visitor.ctx.bot
        heard = bot.last if isinstance(bot, Overheard) else None
        if heard is None:
            yield "[answered by the service itself, without the bot]"
        else:
            yield f"[topic {heard.topic}, intent {heard.intent}, confidence {heard.confidence or 0:.2f}]"

    def _event(self, event: dict[str, Any]) -> Iterator[str]:
        if event["from"] == "visitor":
            taken = ", ".join(event.get("removed", ()))
            yield from ([f"[taken out: {taken}. Kept: {event['text']}]"] if taken else [])
            return
        if self._show and event.get("key"):
            yield f"[key {event['key']}]"
        yield event["text"]
        if self._sms and str(event.get("key", "")).startswith("utter_"):
            yield f"  [as a text: {self._short(event)}]"
        for card in event.get("cards", ()):
            yield from _card(card)
        for button in event.get("buttons", ()):
            self._buttons.append(button["id"])
            yield f"  {len(self._buttons)}  {button['label']}"

    def _short(self, event: dict[str, Any]) -> str:
        content, visit = self._visitor.ctx.content, self._visitor.visit
        cards = [card["audience"] for card in event.get("cards", ()) if card["kind"] == "helplines"]
        audience = cards[0] if cards else "own_behaviour"
        return content.short(event["key"], visit.language, visit.country, audience)

    def _echo(self, lines: Iterator[str]) -> None:
        for line in lines:
            click.echo(line)


def _card(card: dict[str, Any]) -> Iterator[str]:
    if card["kind"] == "helplines":
        yield f"  [{card['title']}]"
        for item in card["items"]:
            ways = [item[way] for way in ("phone", "sms", "chat_url", "email", "web") if item.get(way)]
            mark = "  (not verified)" if item.get("unchecked") else ""
            yield f"  - {item['name']}  {ways[0] if ways else ''}{mark}"
    elif card["kind"] == "emergency":
        yield f"  ! {card['text']}"
    elif card["kind"] == "consent":
        yield f"  [{card['title']}: {card['confidentiality']}]"
    else:
        yield f"  [{card['kind']}]"
