"""Rasa graph components of ours, named by dotted path in config.yml."""
