"""Office packages (.docx, .xlsx) that may be broken or hostile: looked at before anything in them is parsed."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old formats begin, and new ones that need a password."""
_DECLARED = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_ENCODING = re.compile(rb"<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([^\"']{0,40})", re.IGNORECASE)
_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii"}
_MACRO = b"macroEnabled"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a package may hold."""

    members: int
    unpacked: int
    """Bytes of all members."""
    xml: int
    """Bytes of all XML members."""


def refusal(data: bytes, limits: Limits) -> str:
    """Why a package is not opened, as a case of the diagnostics; nothing where it can be.

    A member never unfolds to more than the size it declares: zipfile stops there.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _unsafe(package, limits)
    except Exception:  # zipfile raises a dozen kinds of errors on damaged files
        return "damaged"


def _unsafe(package: zipfile.ZipFile, limits: Limits) -> str:
    members = package.infolist()
    xml = [member for member in members if member.filename.lower().endswith((".xml", ".rels"))]
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits.members or unpacked > limits.unpacked or sum(one.file_size for one in xml) > limits.xml:
        return "unpacked"
    if "[Content_Types].xml" not in package.namelist():
        return "other"
    if _MACRO in package.read("[Content_Types].xml"):
        return "macro"
    return "entity" if any(_declares(package.read(member)) for member in xml) else ""


def _declares(text: bytes) -> bool:
    """Return whether XML declares what no office program writes: entities, or an encoding in which they could hide."""
    encoding = _ENCODING.search(text[:200])
    if encoding and encoding[1].lower() not in _ENCODINGS:
        return True
    return any(mark in text for mark in _DECLARED)
