"""`handbook session`: what a trainer takes into the room, as pages that need nothing beside them and as one PDF."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from handbook.content.handbook import Handbook
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.command_error import CommandError, CommandUsageError, Phrase
from handbook.model.base import Edition
from handbook.pages.sessions import SessionView, session_views
from handbook.pages.slides import deck_of
from handbook.render.environment import Options, Renderer
from handbook.render.tree import write_file, write_tree
from handbook.site.assets import standalone
from handbook.site.build import Built

KITS = "build/kits"
SHEET, SLIDES, PDF = "run-sheet", "slides", "kit.pdf"
EDITION: Edition = "trainer"
OPTIONS = Options(edition=EDITION)
STYLE, SLIDES_STYLE = "handbook-session.css", "handbook-slides.css"
SCRIPTS = {SHEET: "handbook-runsheet.js", SLIDES: "handbook-slides.js"}
"""What makes a page move; paper needs no script."""
SESSIONS = "content/sessions"


@dataclass(frozen=True)
class Kit:
    """The kit of one session: of `module`, of these `minutes` or else the longest; a session's own id will do too."""

    module: str
    minutes: int | None = None
    pdf: bool = True
    options: Options = OPTIONS
    name: str = "kit"

    def folder(self, built: Built) -> str:
        """``build/kits/<session>``."""
        return f"{KITS}/{self._chosen(built).session.id}"

    def write(self, built: Built, out: Path, sink: Diagnostics) -> tuple[Path, ...]:
        """Write the pages of the session into `out`, and their PDF; the run sheet comes first.

        A folder that holds anything else is refused. The pages are there before the PDF is begun, so that whatever
        keeps it from being made costs nothing else: an earlier PDF stays, and a warning says so.
        """
        view = self._chosen(built)
        pages = _pages(built.handbook, view, sink)
        if sink.error_count:
            return ()
        _refuse_foreign(out)
        tree = {f"{name}.html": page.encode() for name, page in pages.items()}
        old = out / PDF
        write_tree(out, {**tree, PDF: old.read_bytes()} if self.pdf and old.is_file() else tree)
        made = _printed(built.handbook, view, pages, sink) if self.pdf else None
        if made:
            write_file(out / PDF, made)
        return tuple(out / name for name in (*tree, *([PDF] if made else [])))

    def _chosen(self, built: Built) -> SessionView:
        views = session_views(built.handbook, built.definitions)
        of_module = [view for view in views if self.module in (view.session.module, view.session.id)]
        found = [view for view in of_module if self.minutes in (None, view.session.minutes)]
        if not found:
            known = tuple(_named(view) for view in of_module or views)
            raise CommandUsageError("session.unknown", known=known) if known else CommandUsageError("session.none")
        return found[0]


def _named(view: SessionView) -> Phrase:
    return Phrase("session.one", {"module": view.session.module, "minutes": view.session.minutes})


def _pages(handbook: Handbook, view: SessionView, sink: Diagnostics) -> dict[str, str]:
    """Part → its page, the slides last."""
    renderer = Renderer(handbook, Options(edition=EDITION))
    pages = {name: renderer.kit_page(name, view, **_inside(handbook, sink, name)) for name in (SHEET, *view.handouts)}
    return pages | {SLIDES: renderer.kit_slides(deck_of(view, handbook), **_inside(handbook, sink, SLIDES))}


def _inside(handbook: Handbook, sink: Diagnostics, name: str) -> dict[str, object]:
    """Return the front-end code that a stand-alone page embeds."""
    scripts = [SCRIPTS[name]] if name in SCRIPTS else []
    script, css = standalone(handbook, sink, scripts, SLIDES_STYLE if name == SLIDES else STYLE)
    script = script if scripts else ""
    return {"script": Markup(script), "style": Markup(css), "script_hash": _hash(script)}  # noqa: S704 - our own


def _printed(handbook: Handbook, view: SessionView, pages: Mapping[str, str], sink: Diagnostics) -> bytes | None:
    """The PDF; with boxes for characters that no font has, and None without a font at all: a warning tells."""
    from handbook.papers.fonts import find_fonts
    from handbook.papers.kit.pdf import kit_pdf
    from handbook.papers.typst import UnprintableError

    fonts = find_fonts()
    if fonts is None:
        sink.add("kit-without-pdf", SESSIONS)
        return None
    try:
        return kit_pdf(handbook, view, pages, fonts)
    except UnprintableError as error:
        sink.add("boxes-in-kit", f"{SESSIONS}/{view.session.id}.yml", text="”“".join(error.texts))
        return kit_pdf(handbook, view, pages, fonts, standards=False)


def _refuse_foreign(folder: Path) -> None:
    """A kit's folder is made to hold the kit alone: anything else in it would be lost."""
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    known = {f"{name}.html" for name in (SHEET, "workbook", "key", "roles", "forms", "sign-in", SLIDES)} | {PDF}
    if strange := sorted(there - known):
        raise CommandError("session.foreign", folder=folder, file=strange[0])


def _hash(script: str) -> str:
    """How a page's policy names the one script that may run."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
