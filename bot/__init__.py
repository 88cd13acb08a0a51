"""What Rasa loads: the channel, the components, and the programs that train and start it (Python 3.10)."""
