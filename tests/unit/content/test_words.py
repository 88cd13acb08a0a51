"""Fixed words: warning, doors, notices, texts."""

import pytest

from webhook.content import Content, UnknownKey, ValueMissing
from webhook.content.words import places

CONTEXTS = ("survivor", "help", "prevention", "research", "news")
KINDS = ("search", "link", "upload", "prompt", "chat", "profile")


@pytest.mark.parametrize("kind", KINDS)
def test_every_warning_has_law_harm_and_help_and_says_who_speaks(content: Content, kind: str) -> None:
    warning = content.warning("en", kind)
    assert len(warning["paragraphs"]) == 3
    assert "automated assistant" in warning["machine"]
    assert "never ring you, never ask for money and are not the police" in warning["promise"]
    assert all(warning[part] for part in ("title", "kept"))


def test_a_warning_claims_the_law_only_where_we_know_it(content: Content) -> None:
    assert content.warning("en", "search")["paragraphs"][0].startswith("In most countries")
    assert content.warning("en", "search", "DE")["paragraphs"][0].startswith("In most countries")
    assert content.warning("en", "search", "GB")["paragraphs"][0].startswith("In the UK")


def test_an_unknown_kind_is_answered_as_a_search(content: Content) -> None:
    assert content.warning("en", "telegraph") == content.warning("en", "search")


@pytest.mark.parametrize("kind", KINDS)
def test_a_notice_says_the_same_softly_and_the_law_last(content: Content, kind: str) -> None:
    notice, warning = (content.warning("en", kind, "GB", action) for action in ("notice", "warning"))
    assert notice["paragraphs"][-1] == warning["paragraphs"][0]
    assert notice["paragraphs"][0].startswith("This may be a mistake.")
    assert notice["title"] != warning["title"]
    assert notice["kept"] == warning["kept"]


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("action", ["warning", "notice"])
def test_a_context_puts_its_own_words_first_and_keeps_the_law(
    content: Content, action: str, context: str
) -> None:
    words = content.warning("en", "search", "GB", action, context)
    plain = content.warning("en", "search", "GB", action)
    assert words["title"] == plain["title"]
    assert len(words["paragraphs"]) == 3
    assert words["paragraphs"][0] not in plain["paragraphs"]
    assert words["paragraphs"][-1].startswith("In the UK")


def test_words_for_a_context_never_claim_to_know_who_is_there(content: Content) -> None:
    knowing = ("we know", "we think", "we saw", "you searched", "you are a ", "your search", "the word")
    for place, text in content.words["en"].spoken():
        if "contexts" in place or "notice" in place:
            assert not [phrase for phrase in knowing if phrase in text.lower()], place


def test_a_context_without_words_of_its_own_is_answered_as_none(content: Content) -> None:
    assert content.warning("en", "search", "GB", "notice", "weather") == content.warning(
        "en", "search", "GB", "notice"
    )


def test_there_are_six_doors_in_their_order(content: Content) -> None:
    doors = ["door.me", "door.mistake", "door.under_18", "door.victim", "door.concerned", "door.report"]
    assert [door.id for door in content.doors("en")] == doors


def test_a_language_we_lack_is_answered_in_the_default_one(content: Content) -> None:
    assert content.language("en-GB") == "en"
    assert content.language("tlh") == "en"
    assert content.language(None) == "en"
    assert content.direction("tlh") == "ltr"


def test_every_notice_and_text_renders(content: Content) -> None:
    words = content.words["en"]
    for key, text in words.section("notices").items():
        rendered = content.notice(key, "en", **dict.fromkeys(places(text), "37"))
        assert "{" not in rendered
    for key, text in words.section("sms").items():
        assert 0 < len(content.sms(key, "en", **dict.fromkeys(places(text), "112"))) <= 160


def test_a_notice_names_the_end_of_the_number(content: Content) -> None:
    said = content.notice("sms_confirm_sent", "en", last="23")
    assert said.startswith("If the number ending 23 can get texts, one is on its way. Reply YES to it")


def test_a_notice_without_its_value_is_refused(content: Content) -> None:
    with pytest.raises(ValueMissing, match="last"):
        content.notice("sms_confirm_sent", "en")


def test_a_value_is_never_read_as_a_text_of_its_own(content: Content) -> None:
    assert "{desk}" in content.notice("waiting_chat", "en", desk="{desk}")


def test_a_key_that_is_none_is_refused(content: Content) -> None:
    with pytest.raises(UnknownKey):
        content.notice("no_such_notice", "en")
    with pytest.raises(UnknownKey):
        content.reply("utter_no_such_key", "en")
