"""Trains the bot: `python -m bot.train --out DIR`. Offline; about a minute; progress on stdout."""

from bot import surroundings

surroundings.prepare()

import argparse  # noqa: E402
import contextlib  # noqa: E402
import io  # noqa: E402
import logging  # noqa: E402
import os  # noqa: E402
import re  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from dataclasses import dataclass  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any, Callable, List, Optional, Sequence  # noqa: E402

import skops.io  # noqa: E402, F401  before TensorFlow, see bot/launch.py

from bot import responses  # noqa: E402

HERE = Path(__file__).parent
NAME = "turnpoint.tar.gz"


class TrainingFailed(RuntimeError):
    """No model was made; the message says why in one sentence."""


class Progress(logging.Handler):
    """Prints which component is in work, from the one logger of Rasa that says so."""

    def emit(self, record: logging.LogRecord) -> None:
        """Training data are ours, so their names may be printed."""
        text = record.getMessage()
        if text.startswith("Starting to train component"):
            say(text.replace("Starting to train component", "training").strip(" ."))


def main(argv: Optional[Sequence[str]] = None) -> int:
    """0 and a model in DIR, or 1 and one sentence on stderr."""
    options = arguments().parse_args(argv)
    started = time.monotonic()
    try:
        model = train(options.out, options.data)
    except TrainingFailed as error:
        sys.stderr.write(f"bot.train: {error}.\n")
        return 1
    say(f"done in {time.monotonic() - started:.0f} s: {model}")
    return 0


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="bot.train", description="Train the bot from data/, config.yml and bot/."
    )
    parser.add_argument("--out", type=Path, required=True, help=f"folder that receives {NAME}")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("TURNPOINT_DATA", "data")))
    return parser


def train(out: Path, data: Path) -> Path:
    """The model's path; an older one stays until the new one is whole. Raises TrainingFailed."""
    out.mkdir(parents=True, exist_ok=True)
    os.environ["RASA_CACHE_DIRECTORY"] = str(out / ".cache")
    os.environ["TURNPOINT_VECTORS"] = str(out / "vectors.npz")
    say("loading Rasa")
    import rasa.model_training  # noqa: F401  the slow part, once, before progress goes on

    hooks = logging.getLogger("rasa.engine.training.hooks")
    hooks.addHandler(Progress())
    hooks.setLevel(logging.INFO)
    hooks.propagate = False
    say("reading examples, rules and responses")
    said = responses.first_variants(data / "responses" / "en", out / ".responses")
    files = Files(
        domain=[str(HERE / "domain"), str(said)],
        config=str(HERE.parent / "config.yml"),
        training=[str(data / "nlu"), str(data / "rules")],
    )
    result = quietly(lambda: checked_and_trained(files, out))
    if not result.model:
        raise TrainingFailed("Rasa made no model from these files")
    os.replace(result.model, out / NAME)
    return out / NAME


@dataclass(frozen=True)
class Files:
    """What Rasa reads."""

    domain: List[str]
    config: str
    training: List[str]


def checked_and_trained(files: Files, out: Path) -> Any:
    """Rasa's training result. Raises DataUnsound and whatever Rasa raises."""
    import rasa.model_training
    from rasa.shared.importers.importer import TrainingDataImporter

    from bot import soundness

    soundness.check(TrainingDataImporter.load_from_config(files.config, files.domain, files.training))
    return rasa.model_training.train(
        files.domain,
        files.config,
        files.training,
        output=str(out),
        fixed_model_name=f"new-{NAME}",
        force_training=True,  # Rasa's cache does not see changes in the modules that a component uses
    )


def quietly(work: Callable[[], Any]) -> Any:
    """Run `work` without Rasa's boxes and emoji on stdout. Raises TrainingFailed for all that goes wrong."""
    chatter = io.StringIO()
    try:
        with contextlib.redirect_stdout(chatter), contextlib.redirect_stderr(chatter):
            return work()
    except SystemExit as error:
        raise TrainingFailed(last_words(chatter.getvalue())) from error
    except Exception as error:
        raise TrainingFailed(f"{type(error).__name__}: {last_words(str(error))}") from error


def last_words(text: str) -> str:
    """The last line of a text, without colours and full stop."""
    lines = [line.strip() for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines() if line.strip()]
    return lines[-1].rstrip(".") if lines else "no reason given"


def say(line: str) -> None:
    """Progress that is seen at once, also through a pipe."""
    out = sys.__stdout__ or sys.stdout  # also while Rasa's own chatter is held back
    out.write(f"train: {line}\n")
    out.flush()


if __name__ == "__main__":
    sys.exit(main())
