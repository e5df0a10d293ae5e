"""Scripts and styles of the site: the front-end bundle, with the interface's words put in front."""

import hashlib
import json
from pathlib import Path

from builder.diagnostics import Diagnostics
from builder.model.handbook import Handbook
from builder.tree import Tree
from builder.words import words

DIST = Path(__file__).parent / "frontend" / "dist"
SCRIPT = "handbook.js"


def assets(handbook: Handbook, sink: Diagnostics) -> Tree:
    """``assets/<file>`` → bytes; a missing bundle is reported."""
    if not (DIST / SCRIPT).is_file():
        sink.add("HB901", "builder/frontend")
        return {}
    tree: Tree = {f"assets/{path.name}": path.read_bytes() for path in sorted(DIST.iterdir()) if path.is_file()}
    tree[f"assets/{SCRIPT}"] = _preamble(handbook) + tree[f"assets/{SCRIPT}"]
    return tree


def style_of(kind: str) -> str | None:
    """The style sheet that only pages with this kind of exercise need, if there is one, with a mark of its content."""
    path = DIST / f"handbook-{kind}.css"
    return f"assets/{path.name}?{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}" if path.is_file() else None


def _preamble(handbook: Handbook) -> bytes:
    """What every page's script must know: the handbook's identity and the words of its language."""
    settings = handbook.settings
    facts = {
        "handbook": {"id": settings.id, "version": settings.version},
        "words": words(settings.language)["js"],
    }
    return f"var HB={json.dumps(facts, ensure_ascii=False, separators=(',', ':'), sort_keys=True)};\n".encode()
