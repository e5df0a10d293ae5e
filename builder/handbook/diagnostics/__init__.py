"""Problems in the authors' files: collected as data, told in words.

`collector` holds the data, `codes` the rules and their words, `render` text, JSON and annotations.
"""

from handbook.diagnostics.codes import Severity
from handbook.diagnostics.collector import MOST_PER_FILE, Cell, Diagnostic, Diagnostics, Location, split_lines
from handbook.diagnostics.messages import Argument
from handbook.diagnostics.suggest import nearest

__all__ = [
    "MOST_PER_FILE",
    "Argument",
    "Cell",
    "Diagnostic",
    "Diagnostics",
    "Location",
    "Severity",
    "nearest",
    "split_lines",
]
