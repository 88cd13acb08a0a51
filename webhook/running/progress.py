"""What the person at the terminal sees while things start."""

import os
import shutil
import sys
import time

BEAT = 10.0  # seconds between two lines where there is no terminal to rewrite a line on


class Progress:
    """Lines that stay, and one line that changes while something is awaited.

    A terminal that has gone away is no reason to fail: what cannot be shown is dropped.
    """

    def __init__(self) -> None:
        self._rewrites = sys.stdout.isatty()
        self._shown = ""
        self._last = time.monotonic()

    def line(self, text: str = "") -> None:
        """Print a line that stays."""
        self._clear()
        self._write(f"{text}\n")
        self._last = time.monotonic()

    def waiting(self, text: str) -> None:
        """Show what is being awaited; replaces the former such line."""
        if self._rewrites:
            self._clear()
            self._shown = text[: shutil.get_terminal_size().columns - 1]
            self._write(self._shown)
        elif time.monotonic() - self._last >= BEAT:
            self.line(text)

    def _clear(self) -> None:
        if self._shown:
            self._write("\r" + " " * len(self._shown) + "\r")
            self._shown = ""

    @staticmethod
    def _write(text: str) -> None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
