"""The bot is trained again when, and only when, its model depends on the change."""

from collections.abc import Callable
from pathlib import Path

import pytest

from webhook.running.fingerprint import fingerprint

RESPONSES = """\
responses:
  utter_control_greet:
    - text: Hello.
      buttons:
        - title: Talk
          payload: /handoff_person
    - text: Hi.
      channel: sms
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    files = {
        "config.yml": "pipeline: []\n",
        "README.md": "read me\n",
        "bot/channel.py": "x = 1\n",
        "bot/README.md": "read me too\n",
        "bot/.venv/lib/rasa.py": "rasa = 1\n",
        "data/nlu/en/control.yml": "nlu: []\n",
        "data/rules/control.yml": "rules: []\n",
        "data/responses/en/control.yml": RESPONSES,
        "data/warnings/en.yml": "title: Stop\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def _of(checkout: Path) -> str:
    return fingerprint(checkout, checkout / "data")


def _append(text: str) -> Callable[[Path], object]:
    return lambda file: file.write_text(file.read_text() + text)


def _replace(old: str, new: str) -> Callable[[Path], object]:
    return lambda file: file.write_text(file.read_text().replace(old, new))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("config.yml", _append("policies: []\n")),
        ("bot/channel.py", _append("y = 2\n")),
        ("data/nlu/en/control.yml", _append("# more\n")),
        ("data/rules/control.yml", Path.unlink),
        ("data/responses/en/control.yml", _append("  utter_new:\n    - text: New.\n")),
        ("data/responses/en/control.yml", _replace("/handoff_person", "/handoff_chat")),
        ("data/responses/en/control.yml", _replace("channel: sms", "channel: chat")),
    ],
)
def test_a_change_that_the_model_sees_changes_it(checkout: Path, name: str, change: Callable[[Path], object]):
    before = _of(checkout)
    change(checkout / name)
    assert _of(checkout) != before


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("README.md", _append("more\n")),
        ("bot/README.md", _append("more\n")),
        ("bot/.venv/lib/rasa.py", _append("more\n")),
        ("data/warnings/en.yml", _append("more: words\n")),
        ("data/responses/en/control.yml", _replace("Hello.", "Good morning.")),
        ("data/responses/en/control.yml", _replace("title: Talk", "title: Talk to somebody")),
    ],
)
def test_a_change_of_words_or_elsewhere_leaves_it(
    checkout: Path, name: str, change: Callable[[Path], object]
):
    before = _of(checkout)
    change(checkout / name)
    assert _of(checkout) == before


def test_moving_the_checkout_leaves_it(checkout: Path, tmp_path_factory: pytest.TempPathFactory):
    before = _of(checkout)
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "moved"
    checkout.rename(elsewhere)
    assert _of(elsewhere) == before
