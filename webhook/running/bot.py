"""The bot's two programs, each started with an environment that holds next to nothing.

`python -m webhook.running.bot rasa MODEL` (or `actions`) replaces itself by the program, so that a process
manager sees one process, and no variable of the service (database, Twilio, keys) is ever in the bot's reach.
"""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from webhook.running.errors import EnvironmentMissing
from webhook.settings import ROOT, Settings

PYTHON = ROOT / "bot" / ".venv" / "bin" / "python"
KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "TURNPOINT_ENCODER")


def check_environment() -> None:
    """Raises `EnvironmentMissing` where bot/.venv is not built."""
    if not PYTHON.exists():
        raise EnvironmentMissing("The bot's environment is not built: run `make setup` first.")


def bare_environment(home: Path, data: Path, **values: str) -> dict[str, str]:
    """PATH, the locale, a home folder of the bot's own, where `data/` is, and what is named in `values`."""
    bot_home = home / "bot-home"
    bot_home.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "HOME": str(bot_home), "TURNPOINT_DATA": str(data), **values}


def rasa_command(settings: Settings, model: str) -> list[str]:
    """Rasa, listening where the service expects it."""
    port = str(urlsplit(settings.rasa_url).port or 80)
    actions = str(settings.actions_port)
    return [str(PYTHON), "-m", "bot.launch", "--model", model, "--port", port, "--actions-port", actions]


def actions_command(settings: Settings) -> list[str]:
    """The action server, which gets no secret at all."""
    return [str(PYTHON), "-m", "bot.actions_server", "--port", str(settings.actions_port)]


def main(arguments: list[str]) -> None:
    """Become Rasa or the action server."""
    settings = Settings.from_environ(os.environ)
    os.chdir(ROOT)
    home, data = settings.home, settings.data
    if arguments[0] == "rasa":
        environment = bare_environment(home, data, TURNPOINT_BOT_SECRET=settings.bot_secret)
        _become(rasa_command(settings, arguments[1]), environment)
    else:
        _become(actions_command(settings), bare_environment(home, data))


def _become(line: list[str], environment: dict[str, str]) -> None:
    os.execve(line[0], line, environment)  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
