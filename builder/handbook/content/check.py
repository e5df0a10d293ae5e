"""Read and resolve a handbook: the authors' files → `Handbook`, or diagnostics."""

from pathlib import Path

from handbook.content.gc import gc_paused
from handbook.content.handbook import Handbook
from handbook.content.load import load
from handbook.content.resolve import resolve
from handbook.diagnostics import Diagnostics


@gc_paused()
def check(root: Path, sink: Diagnostics) -> Handbook | None:
    """Read and resolve the handbook in `root`; None when there are errors, which are then all in `sink`."""
    loaded = load(root, sink)
    handbook = resolve(loaded, sink)
    return None if sink.error_count else handbook
