"""The classifier's mathematics, on made-up vectors."""

from pathlib import Path

import numpy as np
import pytest

from bot.components.kernel import Kernel, Shape, View

WORDS = {"ask": ["when are you open", "what does it cost"], "stop": ["i want to stop", "how do i quit"]}


@pytest.fixture(scope="module")
def view() -> View:
    chance = np.random.default_rng(1)
    middles = {"ask": chance.normal(size=8), "stop": chance.normal(size=8)}
    rows = [middles[name] + 0.3 * chance.normal(size=8) for name in WORDS for _ in range(40)]
    sounds = [WORDS[name][number % 2] for name in WORDS for number in range(40)]
    return View(np.array(rows, dtype=np.float32), sounds, ["Latin"] * 80)


@pytest.fixture(scope="module")
def intents() -> "list[str]":
    return [name for name in WORDS for _ in range(40)]


def test_what_was_learnt_is_known_again(view: View, intents: "list[str]") -> None:
    kernel = Kernel(Shape()).fit(view, intents)
    rows = kernel.probabilities(view)
    assert [kernel.intents[place] for place in rows.argmax(axis=1)] == intents
    assert np.allclose(rows.sum(axis=1), 1, atol=1e-4)


def test_a_kept_model_says_the_same(view: View, intents: "list[str]", tmp_path: Path) -> None:
    kernel = Kernel(Shape()).fit(view, intents)
    kernel.save(tmp_path)
    again = Kernel.load(tmp_path, Shape())
    assert np.allclose(kernel.probabilities(view), again.probabilities(view), atol=0.02)


def test_a_way_of_writing_that_was_never_seen_is_no_obstacle(view: View, intents: "list[str]") -> None:
    kernel = Kernel(Shape()).fit(view, intents)
    other = View(view.vectors[:1], view.sounds[:1], ["Bengali"])
    assert kernel.probabilities(other).shape == (1, 2)
