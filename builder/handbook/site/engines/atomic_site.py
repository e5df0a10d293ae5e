"""A site is built into a folder of its own and takes the old one's place only when it is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from handbook.render.tree import swap

EPOCH = "SOURCE_DATE_EPOCH"


@dataclass
class FreshSite:
    """The folder being built beside the live one. Use once: `begin`, then `finish` or `give_up`."""

    live: Path
    folder: Path = field(init=False)

    def __post_init__(self) -> None:
        self.folder = self.live.with_name(f"{self.live.name}.new")

    def begin(self) -> None:
        """Clear away what a build that was killed may have left."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def finish(self) -> None:
        """Put the new site where the old one was."""
        swap(self.folder, self.live)

    def give_up(self) -> None:
        """Leave the old site as it is."""
        shutil.rmtree(self.folder, ignore_errors=True)


def fix_clock(day: str) -> Callable[[], None]:
    """Make every date the engine writes that of the handbook (YYYY-MM-DD), unless one was asked for.

    Returns what puts the environment back.
    """
    before = os.environ.get(EPOCH)
    if before is None:
        midnight = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=UTC)
        os.environ[EPOCH] = str(int(midnight.timestamp()))

    def restore() -> None:
        if before is None:
            os.environ.pop(EPOCH, None)

    return restore
