"""What can go wrong with words, each named for what happened."""


class ContentInvalid(Exception):
    """The data folder can't be used; `problems` has one sentence each, naming file and place."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class UnknownKey(KeyError):
    """No text has this key in any language."""


class UnknownTopic(KeyError):
    """No topic has this name, or no topic lists this intent."""


class ValueMissing(ValueError):
    """A text has a name in braces that the caller gave no value for."""
