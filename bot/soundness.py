"""What Rasa only warns about, and then trains a bot that stays silent: names that fit nothing."""

from collections import defaultdict
from typing import Dict, Iterator, List, Set

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.training_data.structures import StoryStep
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.training_data import TrainingData


class DataUnsound(ValueError):
    """The training data contradict themselves; the message is the first contradiction, in one sentence."""


def check(importer: TrainingDataImporter) -> None:
    """Raises DataUnsound."""
    domain, examples = importer.get_domain(), importer.get_nlu_data()
    steps: List[StoryStep] = importer.get_stories().story_steps
    first = next(problems(domain, examples, steps), None)
    if first:
        raise DataUnsound(first)


def problems(domain: Domain, examples: TrainingData, steps: List[StoryStep]) -> Iterator[str]:
    """One sentence each, without its full stop."""
    if not examples.intent_examples:
        yield "there is no example in data/nlu"
    if not steps:
        yield "there is no rule in data/rules"
    for intent in sorted(examples.intents - set(domain.intents)):
        yield f"there are examples for {intent}, which bot/domain/intents.yml does not list"
    for text, intents in sorted(meanings(examples).items()):
        if len(intents) > 1:
            yield f"the example {text!r} stands under {' and '.join(sorted(intents))}"
    for step in steps:
        yield from unknown_names(domain, step)


def meanings(examples: TrainingData) -> Dict[str, Set[str]]:
    """The intents under which each example stands."""
    found: Dict[str, Set[str]] = defaultdict(set)
    for example in examples.intent_examples:
        found[example.get("text")].add(example.get("intent"))
    return found


def unknown_names(domain: Domain, step: StoryStep) -> Iterator[str]:
    """Intents and actions of a rule that are not in the domain."""
    for event in step.events:
        if isinstance(event, UserUttered) and event.intent_name not in domain.intents:
            yield f"the rule {step.block_name!r} waits for {event.intent_name}, which no file of bot/domain/ lists"
        if isinstance(event, ActionExecuted) and event.action_name not in domain.action_names_or_texts:
            yield f"the rule {step.block_name!r} answers with {event.action_name}, which is no response and no action"
