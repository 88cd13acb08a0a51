"""How well the bot understands messages that its examples' authors have never seen: sets, measures, floors, matrix."""
