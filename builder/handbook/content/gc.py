"""Python's collector of circles, and when it had better rest."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Keeps the collector from running meanwhile; what nobody holds any more is freed all the same.

    A handbook being built is hundreds of thousands of objects and hardly a circle. The collector would look through all
    of them again and again: a quarter of the time of a build.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
