"""Keys for development."""

from pathlib import Path

from webhook.running.keys import MADE, development_keys
from webhook.settings import Settings


def test_every_secret_that_settings_ask_for_is_made(tmp_path: Path):
    environ = development_keys(tmp_path, {})
    settings = Settings.from_environ({"TURNPOINT_HOME": str(tmp_path), **environ})
    assert len(settings.pepper) == len(settings.session_key) == 32
    assert len(settings.master_keys[1]) == 32


def test_a_key_is_readable_by_its_owner_only(tmp_path: Path):
    for file in development_keys(tmp_path, {}).values():
        assert Path(file).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700


def test_a_key_is_never_made_twice(tmp_path: Path):
    first = {name: Path(file).read_text() for name, file in development_keys(tmp_path, {}).items()}
    again = {name: Path(file).read_text() for name, file in development_keys(tmp_path, {}).items()}
    assert again == first
    assert len(set(first.values())) == len(MADE)


def test_a_secret_that_the_environment_sets_is_left_alone(tmp_path: Path):
    environ = {"TURNPOINT_PEPPER": "mine", "TURNPOINT_SESSION_KEY_FILE": "/elsewhere"}
    assert set(development_keys(tmp_path, environ)) == {
        "TURNPOINT_BOT_SECRET_FILE",
        "TURNPOINT_MASTER_KEYS_FILE",
    }
