"""What the READMEs say is complete: every setting, command and address is mentioned."""

import re
from pathlib import Path

from webhook.cli import main
from webhook.settings import KNOWN

ROOT = Path(__file__).resolve().parents[2]
OPERATORS = (ROOT / "webhook/README.md").read_text()


def test_every_setting_is_in_the_operators_readme() -> None:
    missing = [name for name in sorted(KNOWN) if f"TURNPOINT_{name}`" not in OPERATORS]
    assert missing == []


def test_every_command_is_in_the_operators_readme() -> None:
    commands = main.list_commands(None)  # type: ignore[arg-type]
    assert [name for name in commands if f"`turnpoint {name}`" not in OPERATORS] == []


def test_no_readme_names_a_command_that_does_not_exist() -> None:
    known = set(main.list_commands(None))  # type: ignore[arg-type]
    for readme in (ROOT / "README.md", *ROOT.glob("*/README.md")):
        named = set(re.findall(r"`turnpoint ([a-z]+)", readme.read_text()))
        assert named <= known, f"{readme.name}: {named - known}"


def test_every_folder_that_a_reader_opens_has_its_readme() -> None:
    for folder in ("data", "bot", "webhook", "tests"):
        first = (ROOT / folder / "README.md").read_text().splitlines()
        assert first[0].startswith("# ")
        said = " ".join(first[:6]).lower()
        assert "for " in said, f"{folder}/README.md does not say who it is for"
