"""Tests of what runs in Rasa's environment: `bot/.venv/bin/python -m pytest -c bot/pytest.ini bot/tests`."""

from bot import surroundings

surroundings.prepare()
