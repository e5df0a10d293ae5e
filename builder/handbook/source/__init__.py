"""YAML text → values that know their line and column.

`parse` gives a `Document` or reports why not. Scalars follow a small core schema: `true`, `false`,
`null`, `~` and numbers in their shortest form are what they look like; everything else is text, so that
`12:30`, `no` and `1.10` stay as written.
"""

from __future__ import annotations

from handbook.diagnostics import Diagnostics, Location
from handbook.source.compose import compose
from handbook.source.decode import MOST_BYTES, decode
from handbook.source.document import Document, Loc
from handbook.source.explain import key_without_space
from handbook.source.values import build

__all__ = ["MOST_BYTES", "Document", "Loc", "key_without_space", "parse"]


def parse(path: str, data: bytes, sink: Diagnostics) -> Document | None:
    """The document in `data`; None when it cannot be read, which is then reported.

    `path` is relative to the handbook's root, with forward slashes. Problems that leave a readable
    document (a duplicate key, a number too large) are reported and the document is given.
    """
    text = decode(path, data, sink)
    if text is None:
        return None
    node = compose(path, text, sink)
    if node is None:
        return None
    document = Document(path, text, None, node)
    found = key_without_space(node.value) if isinstance(node.value, str) else None
    if found:
        sink.add(
            "missing-colon", Location(path, document.where(()).line, 1, found.length), case=found.case, key=found.key
        )
        return None
    return build(document, sink)
