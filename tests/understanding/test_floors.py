"""The trained bot and the crisis screen understand strangers' messages at least as well as floors.yml says."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from webhook.commands.evaluate import command

pytestmark = [pytest.mark.bot, pytest.mark.slow, pytest.mark.timeout(1200)]


def test_understanding_is_above_its_floors(tmp_path: Path) -> None:
    picture = tmp_path / "matrix.svg"
    result = CliRunner().invoke(command, ["--matrix", str(picture)])
    print(result.output)
    assert result.exit_code == 0, result.output
    assert picture.read_text(encoding="utf-8").startswith("<svg")
