"""Signatures: short hashes of the wording that gives a question its meaning."""

import hashlib
import json
from collections.abc import Mapping

from handbook.model.blocks import CheckBlock, ReflectBlock


def signature(*wording: object) -> str:
    """Eight hexadecimal digits that change when any of this (anything that JSON can carry) does."""
    text = json.dumps(wording, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def with_parts(head: str, parts: Mapping[str, str]) -> str:
    """A signature that names those of its parts: ``head part:signature …``.

    A part added or taken away leaves the answers to the others what they were; one that changed does not.
    """
    return " ".join([head, *(f"{part}:{sig}" for part, sig in parts.items())])


def block_wording(block: CheckBlock | ReflectBlock) -> str:
    """The signature of a question in a lesson."""
    options = [option.text for option in block.options] if isinstance(block, CheckBlock) else []
    return signature(block.ask, options)
