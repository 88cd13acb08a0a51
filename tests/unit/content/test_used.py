"""Every word in data/ is said by somebody: what nothing uses is a promise nobody keeps."""

import re
from pathlib import Path

import pytest

from webhook.content import Content

from .conftest import DATA

WEBHOOK = DATA.parent / "webhook"
SPEAKERS = {
    "ui": ("static/widget/*.js", "content/catalogue.py"),
    "notices": ("services/*.py",),
    "consent": ("services/*.py",),
    "sms": ("services/*.py", "content/catalogue.py"),
    "staff": ("static/console/*.js", "services/receipts.py"),
}
AT_RUN_TIME = {
    "ui": r"(end|delete)_(title|text|confirm|cancel)|removed_(phone|email|link|name|place|card|handle|birth)"
    r"|delivery_(queued|sent|delivered|failed)|state_(waiting|with_person)_sms",
    "notices": r"accepted_(chat|sms)",
    "consent": r"(title|reach|approve|decline)_(chat|sms)|number_(label|hint|warning|use)",
    "sms": "",
    "staff": r"channel\.(chat|sms)|state\.(talking|waiting|with_person|wrapping|closed|left)"
    r"|priority\.(urgent|high|normal)|from\.(visitor|bot|staff|system)|delivery\.(queued|sent|delivered|failed)"
    r"|sms_error\.(\d{5}|late|unreachable)|removed\.(phone|email|link|name|place|card|handle|birth)",
}
"""Keys that are put together when they are said, such as f"accepted_{channel}"."""
AWAITED: dict[str, set[str]] = {}


@pytest.mark.parametrize("section", SPEAKERS)
def test_every_word_is_used_by_whoever_says_it(content: Content, section: str) -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for where in SPEAKERS[section]
        for path in sorted(WEBHOOK.glob(where))
    )
    unused = [
        key
        for key in content.words["en"].section(section)
        if not re.fullmatch(AT_RUN_TIME[section], key)
        and not re.search(rf"[\"'`]{re.escape(key)}[\"'`]", source)
        and key not in AWAITED.get(section, ())
    ]
    assert unused == []


def test_every_reply_is_spoken_by_a_rule_an_action_or_the_service(content: Content) -> None:
    root = DATA.parent
    source = "\n".join(
        _text(root, "data/rules", "*.yml") + _text(root, "actions", "*.py") + _text(root, "webhook", "*.py")
    )
    at_run_time = r"utter_(crisis_\w+|handoff_(chat|sms)(_closed)?|button_\w+)"
    said = content.replies["en"].by_key
    assert [
        key for key in said if not re.fullmatch(at_run_time, key) and not re.search(rf"\b{key}\b", source)
    ] == []


def _text(root: Path, folder: str, form: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((root / folder).rglob(form))]


def test_every_word_the_widget_names_is_there(content: Content) -> None:
    ui = content.words["en"].section("ui")
    source = "\n".join(_text(WEBHOOK, "static/widget", "*.js"))
    named = set(re.findall(r"""\bsay\(\[?["'](\w+)["']""", source))
    named |= {word for pair in re.findall(r"""say\(\["(\w+)", "(\w+)"\]""", source) for word in pair}
    assert named - ui.keys() == set()
