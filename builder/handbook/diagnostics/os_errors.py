"""Why the operating system refused, in a word that the messages know."""

from __future__ import annotations

import errno

from handbook.diagnostics import codes


def reason(error: OSError) -> str:
    """A name from the words' table `system`, or else the system's own sentence."""
    name = errno.errorcode.get(error.errno or 0, "")
    return name if name in codes.table("system", codes.FALLBACK) else error.strerror or str(error)
