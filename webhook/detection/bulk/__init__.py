"""Screen a file of records: streaming, resumable, in constant memory; a room of its own without a command line."""

from .checkpoint import CannotResume, Counts, checkpoint_of
from .crew import WorkerLost
from .lines import InputInvalid, Source
from .output import OutForm
from .records import ENCODINGS, Form, Layout
from .running import Progress, Run, to_file, to_stream

__all__ = [
    "ENCODINGS",
    "CannotResume",
    "Counts",
    "Form",
    "InputInvalid",
    "Layout",
    "OutForm",
    "Progress",
    "Run",
    "Source",
    "WorkerLost",
    "checkpoint_of",
    "to_file",
    "to_stream",
]
