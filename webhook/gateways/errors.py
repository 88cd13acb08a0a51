"""How a call to the outside can fail. Loops read the type, nobody matches on strings."""


class Failed(Exception):
    """A call failed. `code` is a short word or number for the log and for staff, never a text or a number."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Temporary(Failed):
    """It was not done and may be tried again."""


class Permanent(Failed):
    """It was not done and never will be."""


class Unknown(Failed):
    """Nobody answered in time: it may have been done. Look before it is repeated."""
