"""Only one start works on a home folder."""

from pathlib import Path

import pytest

from webhook.running.errors import AlreadyRunning
from webhook.running.single import only_one


def test_a_second_start_on_the_same_home_is_told_so(tmp_path: Path):
    with only_one(tmp_path), pytest.raises(AlreadyRunning, match="TURNPOINT_HOME"), only_one(tmp_path):
        pass


def test_the_home_is_free_again_after_the_end(tmp_path: Path):
    with only_one(tmp_path):
        pass
    with only_one(tmp_path):
        pass
