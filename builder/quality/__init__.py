"""What can be read off the authors' files about how good the items and texts are: warnings, each at its place.

Nothing here stops a build unless `--strict` is given. What an author wants as it is, is accepted by a comment
(see `acceptance`).
"""

from builder.diagnostics import Diagnostics
from builder.load import Loaded
from builder.quality.alike import check_alike
from builder.quality.choices import groups
from builder.quality.items import check_items
from builder.quality.lessons import check_lessons
from builder.quality.options import check_options
from builder.quality.parallel import check_parallel
from builder.quality.places import check_places
from builder.quality.sources import check_sources
from builder.quality.stems import check_stems
from builder.quality.typography import check_typography

__all__ = ["check_quality"]


def check_quality(loaded: Loaded, sink: Diagnostics) -> None:
    """Report what makes questions easy to guess or hard to read, and texts that are not set as the rest is."""
    asked = list(groups(loaded))
    check_places(asked, sink)
    check_options(loaded, asked, sink)
    check_stems(loaded, asked, sink)
    check_items(loaded, sink)
    check_parallel(loaded, sink)
    check_alike(loaded, sink)
    check_lessons(loaded, sink)
    check_sources(loaded, sink)
    check_typography(loaded, sink)
