"""Staff see which languages' words nobody has signed."""

from typing import Any

from tests.people import a_desk
from tests.routes.colleague import Newcomer


def test_the_console_names_the_languages_whose_words_are_not_signed(app: Any, ctx: Any) -> None:
    a_desk(ctx)
    alice = Newcomer(app, ctx, "alice")
    alice.sign_in()
    page = alice.client.get("/console").text
    assert "Not all words that visitors read in English" in page
    assert "have been read and signed by people yet." in page
