"""Pause garbage collection during a build."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the cyclic garbage collector; reference counting goes on.

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
