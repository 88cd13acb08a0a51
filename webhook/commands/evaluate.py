"""`turnpoint evaluate`: how well the trained bot understands messages it has never seen."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import click
import yaml

from webhook.evaluation import matrix, measures, sets
from webhook.evaluation.measures import ASKED_BACK, Result
from webhook.running.environment import data_of, home_of
from webhook.running.outcome import one_sentence
from webhook.running.progress import Progress
from webhook.running.stopping import Stopping
from webhook.running.training import train
from webhook.running.understanding import understand
from webhook.safety import Screen
from webhook.settings import ROOT

SETS = ROOT / "tests" / "understanding"
FLOORS = "floors.yml"
WORST = 12


@click.command("evaluate")
@click.option(
    "--set", "folder", type=click.Path(path_type=Path, exists=True), default=SETS, help="folder of sets"
)
@click.option("--language", "languages", multiple=True, help="only this language; may be given again")
@click.option(
    "--matrix", "picture", type=click.Path(path_type=Path), help="write the confusion matrix, as SVG"
)
@click.option(
    "--model", type=click.Path(path_type=Path, exists=True), help="another model than the trained one"
)
def command(folder: Path, languages: tuple[str, ...], picture: Path | None, model: Path | None) -> None:
    """Print what the bot and the crisis screen together understand. Exit code 1 below floors.yml."""
    with one_sentence():
        home, data = home_of(os.environ), data_of(os.environ)
        try:
            messages = sets.read(folder, frozenset(languages))
        except sets.SetInvalid as invalid:
            raise click.ClickException(str(invalid)) from None
        trained = model or train(home, data, Stopping(), Progress())
        results, times = _answered(messages, home, data, trained)
    low = list(_printed(results, _floors(folder)))
    click.echo(
        f"\nmilliseconds a message: {median(times):.0f} median, {sorted(times)[len(times) * 95 // 100]:.0f} at 95 %"
    )
    if picture:
        picture.write_text(matrix.drawn(results), encoding="utf-8")
        click.echo(f"matrix: {picture}")
    if low:
        raise click.ClickException(f"Below the floor: {', '.join(low)}.")


def _answered(
    messages: Sequence[sets.Message], home: Path, data: Path, model: Path
) -> tuple[list[Result], list[float]]:
    screen, topics = Screen.load(data), _topics(data)
    screened = [screen.check(message.text, message.language) for message in messages]
    results, times = [], []
    understood = understand(home, data, model, (entry.text for entry in screened))
    for message, entry, answer in zip(messages, screened, understood, strict=True):
        results.append(Result(message, entry.crisis or topics.get(answer.intent, ASKED_BACK)))
        times.append(answer.ms)
    return results, times


def _topics(data: Path) -> dict[str, str]:
    topics: dict[str, Any] = yaml.safe_load((data / "topics.yml").read_text(encoding="utf-8"))["topics"]
    return {
        intent: name
        for name, topic in topics.items()
        for intent in topic["intents"]
        if intent != "nlu_fallback"
    }


def _floors(folder: Path) -> dict[str, dict[str, float]]:
    file = folder / FLOORS
    return yaml.safe_load(file.read_text(encoding="utf-8"))["floors"] if file.exists() else {}


def _printed(results: Sequence[Result], floors: dict[str, dict[str, float]]) -> Iterator[str]:
    """Print all tables; the measures that are too low."""
    click.echo(f"{'':22}" + "".join(f"{name:>18}" for name in measures.PERCENT_OF))
    for language in sorted({result.message.language for result in results}):
        of_it = [result for result in results if result.message.language == language]
        found = measures.measures(of_it)
        click.echo(_line(language, found))
        scripts = sorted({result.message.script for result in of_it} - {""})
        for script in scripts if len(scripts) > 1 else ():
            click.echo(
                _line(f"  {script}", measures.measures([r for r in of_it if r.message.script == script]))
            )
        for name in measures.below(found, floors.get(language, {})):
            yield f"{language} {name} {found[name].value:.3f} < {floors[language][name]}"
    click.echo("\nweakest topics")
    for topic, part in list(measures.by_topic(results))[:WORST]:
        click.echo(f"  {topic:28} {part.value:.2f} of {part.of}")
    click.echo("\nmost frequent confusions")
    for (meant, understood), times in measures.confusions(results).most_common(WORST):
        click.echo(f"  {meant:28} → {understood:28} {times}")


def _line(name: str, found: dict[str, measures.Share]) -> str:
    return f"{name:22}" + "".join(f"{part.value:>9.3f} of {part.of:<5}" for part in found.values())
