from pathlib import Path

import pytest

from webhook.safety import Screen


@pytest.fixture(scope="session")
def screen() -> Screen:
    return Screen.load(Path(__file__).parents[3] / "data")
