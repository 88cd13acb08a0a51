"""The trained bot asked what texts mean, in a process of its own environment."""

import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from webhook.running import bot
from webhook.running.errors import CannotRun
from webhook.settings import ROOT


class BotSilent(CannotRun):
    """The bot's process ended before it had answered everything."""


@dataclass(frozen=True)
class Understood:
    """The intent of one text, how sure the bot is of it (0 to 1), and how long it took, in milliseconds."""

    intent: str
    confidence: float
    ms: float


def understand(home: Path, data: Path, model: Path, texts: Iterable[str]) -> Iterator[Understood]:
    """One for each text, in order. Raises EnvironmentMissing, and BotSilent where the model does not load."""
    bot.check_environment()
    asked = list(texts)
    process = subprocess.Popen(  # noqa: S603
        [str(bot.PYTHON), "-m", "bot.understand", "--model", str(model)],
        cwd=ROOT,
        env=bot.bare_environment(home, data),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    with process:
        assert process.stdin is not None  # a pipe
        try:
            for text in asked:
                yield _one(process, {"text": text})
            process.stdin.close()
        finally:
            if process.poll() is None:
                process.terminate()


def _one(process: "subprocess.Popen[str]", question: Mapping[str, Any]) -> Understood:
    assert process.stdin is not None  # both are pipes
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(question) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
    except BrokenPipeError:
        line = ""
    if not line:
        raise BotSilent("The bot ended before it answered: train it again with `turnpoint train --force`.")
    answer = json.loads(line)
    return Understood(answer["intent"] or "", answer["confidence"], answer["ms"])
