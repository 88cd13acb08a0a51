"""What the bot decides beyond "this intent, that reply". Pure: a conversation in; keys, cards, commands out.

No network, no database, no file, no sentence. Every module but adapter.py runs without Rasa.
"""
