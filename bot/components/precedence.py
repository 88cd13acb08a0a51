"""Precedence between topics where the classifier is in two minds: a crisis leads."""

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

CRISIS = "crisis_"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Precedence(GraphComponent):
    """Chooses the likeliest crisis intent when all crisis intents together reach the probability `crisis`.

    The first net is webhook/safety/, before Rasa; this is the second, for what no phrase list foresees.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`crisis`: a probability, 0 to 1."""
        return {"crisis": 0.35}

    def __init__(self, config: Dict[str, Any]) -> None:
        """Rasa calls `create`, never this."""
        self._enough = config["crisis"]

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
        """Reorder the ranking of each message whose crisis intents reach the threshold."""
        for message in messages:
            ranking = message.get(INTENT_RANKING_KEY) or []
            crisis = [guess for guess in ranking if (guess[INTENT_NAME_KEY] or "").startswith(CRISIS)]
            weight = sum(guess[PREDICTED_CONFIDENCE_KEY] for guess in crisis)
            if crisis and weight >= self._enough:
                first = {**crisis[0], PREDICTED_CONFIDENCE_KEY: weight}
                rest = [guess for guess in ranking if guess is not crisis[0]]
                message.set(INTENT, first, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [first, *rest], add_to_output=True)
        return messages
