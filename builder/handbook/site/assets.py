"""Scripts and styles of the site: the front-end bundle, with the interface's words put in front of each script."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from handbook.content.handbook import Handbook
from handbook.diagnostics import Diagnostics
from handbook.model.base import Edition
from handbook.render.tree import Tree, mark
from handbook.text.catalogue import words

DIST = Path(__file__).parent / "static"
SCRIPT = "handbook.js"
SLIDES = "handbook-slides.js"
PARTS = "parts.json"
"""Which parts of the bundle only the trainer's edition has: the bundler writes it from src/entries."""


def assets(
    handbook: Handbook, sink: Diagnostics, data: Mapping[str, object] | None = None, edition: Edition = "learner"
) -> Tree:
    """``assets/<file>`` → bytes; a missing bundle is reported.

    `data` is what scripts load when they need it: ``assets/handbook-<name>.js`` sets ``HB.<name>``, because a page
    opened from a disk may load scripts and nothing else.
    """
    spoken = (part for part in words(handbook.settings.language)["js"] if part != "handbook")
    parts = [PARTS, SCRIPT, *(f"handbook-{part}.js" for part in spoken)]
    if not all((DIST / part).is_file() for part in parts):
        sink.add("bundle-missing", "builder/frontend")
        return {}
    kept = set(json.loads((DIST / PARTS).read_bytes())["trainer"]) if edition == "learner" else set()
    paths = sorted(path for path in DIST.glob("[!.]*") if path.name != PARTS and path.stem not in kept)
    files = {path.name: path.read_bytes() for path in paths}
    texts = dict(words(handbook.settings.language)["js"])
    own = texts.pop("handbook")
    alone = texts.pop("slides")
    for part, more in texts.items():
        if f"handbook-{part}" in kept:
            continue
        files[f"handbook-{part}.js"] = (
            f"Object.assign(HB.words,{_json(more)});\n".encode() + files[f"handbook-{part}.js"]
        )
    for name, value in (data or {}).items():
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        files[f"handbook-{name}.js"] = f"HB.{name}={text};\n".encode()
    files[SCRIPT] = _preamble(handbook, own, files) + files[SCRIPT]
    if SLIDES in files:  # its page loads no other script
        files[SLIDES] = _preamble(handbook, alone, files) + files[SLIDES]
    return {f"assets/{name}": content for name, content in files.items()}


def standalone(handbook: Handbook, sink: Diagnostics, scripts: Sequence[str], style: str) -> tuple[str, str]:
    """(script, style) for a page that stands alone, with what the scripts must know in front of them."""
    if not all((DIST / name).is_file() for name in (*scripts, style)):
        sink.add("bundle-missing", "builder/frontend")
        return "", ""
    texts = words(handbook.settings.language)["js"]
    facts = {
        "handbook": {"id": handbook.settings.id, "version": handbook.settings.version},
        "mark": "",
        "words": texts["handbook"] | texts["runsheet"] | texts["slides"],
    }
    code = "".join((DIST / name).read_text("utf-8") for name in scripts)
    script = f"var HB={_json(facts)};\n{code}".replace("</", "<\\/")  # the page's parser must not see an end
    return script, (DIST / style).read_text("utf-8")


def _preamble(handbook: Handbook, own: Mapping[str, str], files: Mapping[str, bytes]) -> bytes:
    """Return the script that every page needs: the handbook, its words, and a mark of the parts it may load."""
    settings = handbook.settings
    facts = {
        "handbook": {"id": settings.id, "version": settings.version},
        "mark": mark(b"".join(content for name, content in files.items() if name.endswith(".js"))),
        "words": own,
    }
    return f"var HB={_json(facts)};\n".encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
