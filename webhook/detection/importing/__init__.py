"""Rows of a file, in whatever form a list comes, made into a list document; or every broken row named."""

from .document import Heading, Imported, import_list
from .problems import ImportRefused, Problem, RowsBroken
from .terms import same_phrase

__all__ = ["Heading", "ImportRefused", "Imported", "Problem", "RowsBroken", "import_list", "same_phrase"]
