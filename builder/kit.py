"""`handbook session`: what a trainer takes into the room, as pages that need nothing beside them."""

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

import click
from markupsafe import Markup

from builder.assets import standalone
from builder.build import check
from builder.diagnostics import Diagnostics
from builder.model.base import Edition
from builder.model.handbook import Handbook
from builder.render import Options, Renderer
from builder.sessions import SessionView, session_views
from builder.slides import deck_of
from builder.tree import write_tree

KITS = Path("build/kits")
SCRIPTS = ("handbook-qr.js", "handbook-runsheet.js")
STYLE = "handbook-session.css"
SLIDES = "slides"
SLIDES_SCRIPTS = ("handbook-qr.js", "handbook-slides.js")
SLIDES_STYLE = "handbook-slides.css"
EDITION: Edition = "trainer"


def write_kit(root: Path, module: str, minutes: int | None, out: Path | None, sink: Diagnostics) -> list[Path] | None:
    """Write the pages of one session of `module` into a folder; returns their paths, the run sheet first.

    None when the authors' files have errors, which are then in `sink`. A folder that holds anything else is refused.
    """
    handbook = check(root, sink)
    if handbook is None:
        return None
    view = _chosen(session_views(handbook), module, minutes)
    folder = out or root / KITS / view.session.id
    facts = _inside(handbook, sink, SCRIPTS, STYLE)
    shown = _inside(handbook, sink, SLIDES_SCRIPTS, SLIDES_STYLE)
    if sink.error_count:
        return None
    renderer = Renderer(handbook, Options(edition=EDITION))
    names = ("run-sheet", *view.handouts)
    pages = {f"{name}.html": renderer.kit_page(name, view, **facts).encode() for name in names}
    pages[f"{SLIDES}.html"] = renderer.kit_slides(deck_of(view, handbook), **shown).encode()
    _refuse_foreign(folder, set(pages))
    write_tree(folder, pages)
    return [folder / name for name in pages]


def _inside(handbook: Handbook, sink: Diagnostics, scripts: Sequence[str], style: str) -> dict[str, object]:
    """What a page that stands alone holds of the front end."""
    script, css = standalone(handbook, sink, scripts, style)
    return {"script": Markup(script), "style": Markup(css), "script_hash": _hash(script)}  # noqa: S704 - our own


def _chosen(views: tuple[SessionView, ...], module: str, minutes: int | None) -> SessionView:
    """The session of these minutes, or the longest; a session's own id will do as well."""
    of_module = [view for view in views if module in (view.session.module, view.session.id)]
    found = [view for view in of_module if minutes in (None, view.session.minutes)]
    if not found:
        known = "、".join(f"{view.session.module}（{view.session.minutes} 分钟）" for view in of_module or views)
        raise click.UsageError(f"没有这样的场次。现有：{known}" if known else "content/sessions/ 里还没有场次。")
    return found[0]


def _refuse_foreign(folder: Path, ours: set[str]) -> None:
    """A kit's folder is made to hold the kit alone: anything else in it would be lost."""
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    known = {f"{name}.html" for name in ("run-sheet", "workbook", "key", "roles", "forms", "sign-in", SLIDES)}
    if strange := sorted(there - known - ours):
        raise click.ClickException(f"{folder} 里还有别的东西（{strange[0]}），没有写进去；换一个空文件夹。")


def _hash(script: str) -> str:
    """How a page's policy names the one script that may run."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
