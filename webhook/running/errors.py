"""What can stand in the way of a start. Each message is one sentence for the person at the terminal."""


class CannotRun(Exception):
    """The system cannot start, or cannot go on; the message says why and what to do."""


class PortTaken(CannotRun):
    """Another program listens where a part of Turnpoint should."""


class AlreadyRunning(CannotRun):
    """Another `turnpoint up` works on the same home folder."""


class EnvironmentMissing(CannotRun):
    """One of the two Python environments is not built."""


class TrainingFailed(CannotRun):
    """Rasa did not produce a model."""


class PartFailed(CannotRun):
    """A part did not become ready, or ended again and again."""


class StopAsked(Exception):
    """The person at the terminal, or the system, asked for the end. Not a failure."""
