"""A small handbook with a session that uses an exercise of every kind."""

from __future__ import annotations

import textwrap
from pathlib import Path

from tests.support.handbooks import BASE, write

SITES = Path(__file__).parents[1] / "sites"
ADDRESS = "https://handbook.example/sales"


def root(folder: Path, address: str | None = ADDRESS, **changes: str) -> Path:
    """The handbook written into a folder; `changes` replace whole files, whose names have __ for / and no .yml."""
    kinds = SITES / "kinds"
    files: dict[str, str | bytes | None] = {
        path.relative_to(kinds).as_posix(): path.read_bytes() for path in kinds.rglob("*.yml")
    }
    settings = textwrap.dedent(BASE["content/handbook.yml"])
    line = f"address: {address}/\n" if address else ""
    files["content/handbook.yml"] = settings.replace("organisation:", f"{line}organisation:", 1)
    session = (SITES / "session.yml").read_text("utf-8")
    files["content/sessions/talk.yml"] = session.replace("materials: [投影,", 'materials: [投影, "exercise:rate",', 1)
    files |= {f"{name.replace('__', '/')}.yml": text for name, text in changes.items()}
    return write(folder, files)
