"""Quality warnings about items and texts, read off the authors' files, each at its place.

Nothing here stops a build unless `--strict` is given. What an author wants as it is, is accepted by a comment
(see `suppressions`).
"""

from handbook.content.lint.items import check_items
from handbook.content.lint.lessons import check_lessons
from handbook.content.lint.lookalikes import check_lookalikes
from handbook.content.lint.option_lists import groups
from handbook.content.lint.options import check_options
from handbook.content.lint.parallel import check_parallel
from handbook.content.lint.position_bias import check_position_bias
from handbook.content.lint.sources import check_sources
from handbook.content.lint.stems import check_stems
from handbook.content.lint.typography import check_typography
from handbook.content.loaded import Loaded
from handbook.diagnostics import Diagnostics

__all__ = ["check_quality"]


def check_quality(loaded: Loaded, sink: Diagnostics) -> None:
    """Report what makes questions easy to guess or hard to read, and texts that are not set as the rest is."""
    asked = list(groups(loaded))
    check_position_bias(asked, sink)
    check_options(loaded, asked, sink)
    check_stems(loaded, asked, sink)
    check_items(loaded, sink)
    check_parallel(loaded, sink)
    check_lookalikes(loaded, sink)
    check_lessons(loaded, sink)
    check_sources(loaded, sink)
    check_typography(loaded, sink)
