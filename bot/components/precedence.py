"""Precedence between topics where a message is in two minds: the weightier one leads (data/topics.yml)."""

from typing import Any, Dict, List, Sequence

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.components.ages import says_adult
from bot.components.classifier import PARTS, Ranking

YOUNG = "own_young_person"
VICTIM = "victim_"
WEIGHTIEST_FIRST = (("crisis", "crisis_"), ("victim", VICTIM), ("young", YOUNG))
OFF_TOPIC = "control_off_topic"
HALF = 0.5
ADMISSIONS = ("own_has_viewed", "own_has_abused")
EXCUSES = ("objection_",)
# Who came through a door of the warning is likelier to speak of what stands on it.
BEHIND_DOOR = {
    "door.me": ("own_", "objection_"),
    "door.under_18": ("own_young_person", "victim_"),
    "door.mistake": ("objection_",),
    "door.victim": ("victim_",),
    "door.concerned": ("concerned_",),
    "door.report": ("report_",),
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Precedence(GraphComponent):
    """Lets a weightier topic lead when its intents together are likely enough, in the whole text or in one sentence.

    For crises the first net is webhook/safety/, before Rasa; this is the second, for what no phrase list foresees.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Probabilities, 0 to 1; `sentence`: for one sentence of several; `door`: a factor for what stands on it.

        `beside`: how likely a crisis must be as a share of how likely a victim is.
        """
        return {
            "crisis": 0.2,
            "beside": 0.5,
            "victim": 0.25,
            "young": 0.25,
            "admission": 0.2,
            "sentence": 0.7,
            "door": 1.6,
        }

    def __init__(self, config: Dict[str, Any]) -> None:
        """Rasa calls `create`, never this."""
        self._config = config

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Precedence":
        """The component; it keeps nothing in the model."""
        return cls(config)

    def process(self, messages: List[Message]) -> List[Message]:
        """Reorder the ranking of each message where a weightier topic is to lead."""
        for message in messages:
            ranking = message.get(INTENT_RANKING_KEY) or []
            if not ranking or ranking[0][INTENT_NAME_KEY] is None:
                continue
            door = (message.get("metadata") or {}).get("door")
            ranking = grown_up(message.get(TEXT) or "", behind(door, ranking, self._config["door"]))
            ranking = self._led(ranking, message.get(PARTS) or [])
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _led(self, ranking: Ranking, sentences: Sequence[Ranking]) -> Ranking:
        for name, prefix in WEIGHTIEST_FIRST:
            if self._enough(name, prefix, ranking):
                return leading(ranking, (prefix,), weight(ranking, (prefix,)))
            for sentence in sentences:
                if weight(sentence, (prefix,)) >= self._config["sentence"]:
                    first = leading(sentence, (prefix,), weight(sentence, (prefix,)))[0]
                    return [first, *(guess for guess in ranking if _name(guess) != _name(first))]
        admitted = weight(ranking, ADMISSIONS)
        if _name(ranking[0]).startswith(EXCUSES) and admitted >= self._config["admission"]:
            return leading(ranking, ADMISSIONS, admitted)
        return ranking

    def _enough(self, name: str, prefix: str, ranking: Ranking) -> bool:
        """Likely enough to lead; where a victim is much likelier than a crisis, that is what was said."""
        share = weight(ranking, (prefix,))
        beside = weight(ranking, (VICTIM,)) if name == "crisis" else 0.0
        return share >= self._config[name] and share >= self._config["beside"] * beside


def weight(ranking: Ranking, prefixes: Sequence[str]) -> float:
    """The probability of all intents with one of these beginnings together."""
    return sum(
        guess[PREDICTED_CONFIDENCE_KEY] for guess in ranking if _name(guess).startswith(tuple(prefixes))
    )


def leading(ranking: Ranking, prefixes: Sequence[str], confidence: float) -> Ranking:
    """The ranking with the likeliest intent of these beginnings first, and as sure as all of them together."""
    first = next(guess for guess in ranking if _name(guess).startswith(tuple(prefixes)))
    rest = [guess for guess in ranking if guess is not first]
    return [{**first, PREDICTED_CONFIDENCE_KEY: confidence}, *rest]


def behind(door: Any, ranking: Ranking, factor: float) -> Ranking:
    """The ranking as it is for somebody who came through `door`; the same where it names none."""
    prefixes = BEHIND_DOOR.get(door, ()) if isinstance(door, str) else ()
    if not prefixes:
        return ranking
    shares = [
        guess[PREDICTED_CONFIDENCE_KEY] * (factor if _name(guess).startswith(prefixes) else 1)
        for guess in ranking
    ]
    total = sum(shares)
    changed = [
        {**guess, PREDICTED_CONFIDENCE_KEY: share / total}
        for guess, share in zip(ranking, shares, strict=True)
    ]
    return sorted(changed, key=lambda guess: -guess[PREDICTED_CONFIDENCE_KEY])


def grown_up(text: str, ranking: Ranking) -> Ranking:
    """The ranking without the intents of under-18s, where the text says that it is written by an adult."""
    if not says_adult(text):
        return ranking
    kept = [guess for guess in ranking if not _name(guess).startswith(YOUNG)]
    total = sum(guess[PREDICTED_CONFIDENCE_KEY] for guess in kept)
    if total < HALF:  # it said hardly anything but an age
        return [{INTENT_NAME_KEY: OFF_TOPIC, PREDICTED_CONFIDENCE_KEY: 1.0}, *kept]
    return [{**guess, PREDICTED_CONFIDENCE_KEY: guess[PREDICTED_CONFIDENCE_KEY] / total} for guess in kept]


def _name(guess: Dict[str, Any]) -> str:
    return guess[INTENT_NAME_KEY] or ""
