"""What is refused before training."""

from typing import List

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.training_data.structures import StoryStep
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.soundness import problems

DOMAIN = Domain.from_dict(
    {
        "intents": ["control_greet", "control_thanks"],
        "responses": {"utter_control_greet": [{"text": "Hello."}]},
    }
)
HELLO = Message.build("hello", "control_greet")
GREETS = [UserUttered(intent={"name": "control_greet"}), ActionExecuted("utter_control_greet")]


def found(examples: List[Message], *events: object) -> List[str]:
    steps = [StoryStep(block_name="one", events=list(events))] if events else []
    return list(problems(DOMAIN, TrainingData(examples), steps))


def test_sound_data_have_no_problem() -> None:
    assert found([HELLO], *GREETS) == []


@pytest.mark.parametrize(
    ("problem", "named"),
    [
        (found([], *GREETS), "no example"),
        (found([HELLO]), "no rule"),
        (found([HELLO, Message.build("x", "nobody")], *GREETS), "nobody"),
        (found([HELLO, Message.build("hello", "control_thanks")], *GREETS), "'hello' stands under"),
        (found([HELLO], UserUttered(intent={"name": "nobody"}), GREETS[1]), "waits for nobody"),
        (found([HELLO], GREETS[0], ActionExecuted("utter_nothing")), "answers with utter_nothing"),
    ],
)
def test_a_contradiction_is_one_sentence_that_names_it(problem: List[str], named: str) -> None:
    (sentence,) = problem
    assert named in sentence
