"""Talking with the whole service on the terminal."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.people import a_desk, a_partner, a_person
from tests.standins.bot import ScriptedBot
from webhook.running.overheard import Overheard
from webhook.running.rehearsal import Visitor, arrive, rehearsal
from webhook.running.terminal import Terminal
from webhook.services.context import Context


@pytest.fixture
def visitor(ctx: Context) -> Visitor:
    partner, _ = a_partner(ctx)
    a_desk(ctx)
    ctx = replace(ctx, bot=Overheard(ctx.bot))
    return Visitor(ctx, a_person(ctx, partner).visit)


@pytest.fixture
def terminal(visitor: Visitor) -> Terminal:
    return Terminal(visitor, show=True)


def lines(told: Iterator[str]) -> str:
    return "\n".join(told)


def test_it_shows_what_was_understood_and_the_reviewed_words(terminal: Terminal, ctx: Context):
    shown = list(terminal.answer("hello"))
    assert shown[0].startswith("[topic control.greet")
    assert shown[1] == "[key utter_control_greet]"
    assert shown[2] == ctx.content.reply("utter_control_greet", "en").text


def test_without_show_only_what_a_visitor_reads_is_shown(visitor: Visitor):
    assert "[" not in lines(Terminal(visitor).answer("hello"))


def test_a_number_picks_a_button_of_the_last_answer(terminal: Terminal, bot: ScriptedBot, ctx: Context):
    assert "  1  " in lines(terminal.answer("hello"))
    list(terminal.answer("1"))
    first = ctx.content.reply("utter_control_greet", "en").buttons[0]
    assert bot.asked[-1].intent == first.id.removeprefix("intent.")


def test_a_number_without_such_a_button_is_said_as_it_is(terminal: Terminal, bot: ScriptedBot):
    list(terminal.answer("7"))
    assert bot.asked[-1].text == "7"


def test_what_is_taken_out_is_said_and_never_reaches_the_bot(terminal: Terminal, bot: ScriptedBot):
    assert "[taken out: phone." in lines(terminal.answer("call me on 07700 900123"))
    assert "900123" not in str(bot.asked[-1].text)


def test_a_crisis_is_answered_by_the_service_with_its_numbers(terminal: Terminal, bot: ScriptedBot):
    shown = lines(terminal.answer("I want to kill myself"))
    assert "[answered by the service itself, without the bot]" in shown
    assert "! In danger now? Call 999" in shown
    assert not bot.asked


def test_a_handoff_shows_the_consent_card_and_what_the_desk_may_pass_on(terminal: Terminal):
    shown = lines(terminal.answer("hello"))
    terminal._buttons = ["handoff.chat"]
    shown = lines(terminal.answer("1"))
    assert "Before you chat with a person" in shown


def test_the_end_of_the_conversation_ends_the_talk(terminal: Terminal, bot: ScriptedBot):
    bot.reply = ({"command": "conversation.delete"},)
    assert "[the conversation is deleted]" in lines(terminal.answer("delete it all"))
    assert terminal.over


def test_the_words_for_a_text_message_are_shown_with_a_number_in_them(visitor: Visitor, bot: ScriptedBot):
    bot.reply = ({"key": "utter_own_wants_to_stop"},)
    shown = lines(Terminal(visitor, sms=True).answer("i want to stop"))
    assert re.search(r"\[as a text: Wanting to stop .* To talk: [+\d][\d ]+\.\]", shown)


def test_a_rehearsal_leaves_nothing_behind(ctx: Context):
    with rehearsal(replace(ctx.settings, redis_url=None)) as own:
        assert arrive(own, "en", "GB").visit.country == "GB"
        where = own.db.engine.url.database
        assert where != ctx.db.engine.url.database
    assert where is not None
    assert not Path(where).exists()
