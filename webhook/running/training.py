"""Train the bot, only when what the model depends on has changed."""

import os
import signal
import subprocess
import time
from pathlib import Path

from webhook.running import bot
from webhook.running.errors import TrainingFailed
from webhook.running.fingerprint import fingerprint
from webhook.running.progress import Progress
from webhook.running.stopping import Stopping
from webhook.settings import ROOT

MADE = "turnpoint.tar.gz"  # the name that bot.train gives
KEPT_MODELS = 3  # so that going back to a former state of data/ trains nothing


def trained_model(home: Path, data: Path) -> Path | None:
    """The model that fits config.yml, bot/ and data/ as they are now, if there is one."""
    model = _model_path(home, data)
    return model if model.exists() else None


def train(home: Path, data: Path, stopping: Stopping, progress: Progress, *, force: bool = False) -> Path:
    """The path of a fitting model, trained where needed. Raises `TrainingFailed` or `StopAsked`.

    A model appears under its name only when it is whole; the training's own words go to a log.
    """
    model = _model_path(home, data)
    if model.exists() and not force:
        progress.line("  bot: trained before, and nothing it depends on has changed")
        return model
    bot.check_environment()
    work, log = _prepare(home)
    begin = time.monotonic()
    progress.line("  bot: training; from nothing it takes some minutes")
    line = [str(bot.PYTHON), "-m", "bot.train", "--data", str(data), "--out", str(work)]
    environment = bot.bare_environment(home, data)
    if _run(line, environment, log, stopping, progress) != 0:
        raise TrainingFailed(f"The bot could not be trained: {_reason(log)} See {log}.")
    (work / MADE).replace(model)
    _drop_old(model)
    progress.line(f"  bot: trained in {time.monotonic() - begin:.0f} s")
    return model


def _model_path(home: Path, data: Path) -> Path:
    return home / "models" / f"turnpoint-{fingerprint(ROOT, data)}.tar.gz"


def _prepare(home: Path) -> tuple[Path, Path]:
    work = home / "models" / "work"
    log = home / "log" / "train.log"
    for folder in (work, log.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return work, log


def _run(
    line: list[str], environment: dict[str, str], log: Path, stopping: Stopping, progress: Progress
) -> int:
    begin = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603
            line,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            while process.poll() is None:
                progress.waiting(f"  bot: {_last_step(log)} ({time.monotonic() - begin:.0f} s)")
                stopping.wait(0.5)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    return process.returncode


def _last_step(log: Path) -> str:
    """What the training said last of its progress."""
    return _last(log, "train: ") or "loading"


def _reason(log: Path) -> str:
    return _last(log, "bot.train: ") or "it ended without saying why."


def _last(log: Path, prefix: str) -> str | None:
    lines = log.read_text(errors="replace").splitlines()
    return next((line.removeprefix(prefix) for line in reversed(lines) if line.startswith(prefix)), None)


def _drop_old(model: Path) -> None:
    models = sorted(model.parent.glob("turnpoint-*.tar.gz"), key=lambda file: file.stat().st_mtime)
    for old in models[:-KEPT_MODELS]:
        if old != model:
            old.unlink(missing_ok=True)
