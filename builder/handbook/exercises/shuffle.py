"""Orders that tell nothing: the same in every build, and never the author's."""

import hashlib
from collections.abc import Sequence


def scrambled(parts: Sequence[str], seed: str) -> list[str]:
    """The parts in an order that follows from them and the seed and is never the one given."""
    found = sorted(parts, key=lambda part: hashlib.sha256(f"{seed}\0{part}".encode()).digest())
    return found[1:] + found[:1] if found == list(parts) else found
