"""Talking with the bot on the terminal."""

import pytest

from tests.standins.bot import ScriptedBot
from webhook.running.terminal import Terminal
from webhook.services.context import Context


@pytest.fixture
def terminal(ctx: Context) -> Terminal:
    return Terminal(ctx, "en", "GB")


def test_it_shows_what_was_understood_and_the_reviewed_words(terminal: Terminal, ctx: Context):
    lines = list(terminal.answer("hello"))
    assert lines[0] == "[understood: control.greet]"
    assert lines[1] == ctx.content.reply("utter_control_greet", "en").text


def test_a_number_picks_a_button_of_the_last_answer(terminal: Terminal, bot: ScriptedBot, ctx: Context):
    shown = list(terminal.answer("hello"))
    assert any(line.startswith("  1  ") for line in shown)
    list(terminal.answer("1"))
    first = ctx.content.reply("utter_control_greet", "en").buttons[0]
    assert bot.asked[-1].intent == first.id.removeprefix("intent.")
    assert bot.asked[-1].text is None


def test_a_number_without_such_a_button_is_said_as_it_is(terminal: Terminal, bot: ScriptedBot):
    list(terminal.answer("7"))
    assert bot.asked[-1].text == "7"


def test_what_the_service_takes_out_never_reaches_the_bot(terminal: Terminal, bot: ScriptedBot):
    list(terminal.answer("call me on 07700 900123"))
    assert "900123" not in str(bot.asked[-1].text)


def test_a_crisis_is_not_the_bots_to_answer(terminal: Terminal, bot: ScriptedBot):
    assert list(terminal.answer("I want to kill myself")) == [
        "[crisis: the service answers this itself, without the bot]"
    ]
    assert not bot.asked


def test_a_bot_that_fails_is_shown_as_such(terminal: Terminal, bot: ScriptedBot):
    bot.down = True
    assert list(terminal.answer("hello")) == ["[the bot failed: down]"]


def test_a_key_without_words_is_named_with_the_place_to_add_it(terminal: Terminal, bot: ScriptedBot):
    bot.reply = ({"key": "utter_nowhere"}, {"command": "handoff.offer"})
    assert list(terminal.answer("hello"))[1:] == [
        "[no words for utter_nowhere: add it to data/responses/en/]",
        "[command: handoff.offer]",
    ]
