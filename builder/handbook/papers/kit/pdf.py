"""The pages of a kit → one PDF: what the trainer keeps, then what is handed out, each part from a new sheet on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from handbook.content.handbook import Handbook
from handbook.pages.sessions import SessionView
from handbook.papers.fonts import Fonts
from handbook.papers.kit.nodes import Node, read_page
from handbook.papers.kit.table_layout import Grid, grid, is_wide, pieces
from handbook.papers.typst import typeset
from handbook.render.qr import SVG
from handbook.text.catalogue import lookup, words

TEMPLATE = Path(__file__).with_name("kit.typ")
TRAINERS = ("run-sheet", "key")
"""The parts that hold answers or what to say; they lie together, so that one range of pages is never copied."""
HANDED_OUT = ("workbook", "roles", "forms", "sign-in")
FLOWING = ("run-sheet", "key")
"""Parts whose sheets follow one another on a page; nobody tears them apart."""
_WORDS = ("plan", "part", "who", "copies", "pages", "range", "page", "whole", "keep", "duplex")

Json = dict[str, Any]


def kit_pdf(
    handbook: Handbook, view: SessionView, pages: Mapping[str, str], fonts: Fonts, *, standards: bool = True
) -> bytes:
    """The PDF of a session's pages (part → HTML). Raises UnprintableError while it keeps to the `standards`."""
    return typeset(TEMPLATE, kit_data(handbook, view, pages, fonts), fonts, handbook.settings.date, standards=standards)


def kit_data(handbook: Handbook, view: SessionView, pages: Mapping[str, str], fonts: Fonts) -> Json:
    """Return the template's data: words, the parts in their order, and each part as runs of sheets."""
    settings = handbook.settings
    known = words(settings.language)

    def w(key: str, **args: object) -> str:
        return lookup(known, f"session.{key}", **args)

    about = (view.course.module.title, w("minutes", n=view.session.minutes), view.session.people)
    return {
        "language": settings.language,
        "title": view.session.title,
        "about": "　".join(about),
        "author": settings.organisation,
        "day": [int(part) for part in settings.date.split("-")],
        "body": fonts.body,
        "head": fonts.head,
        "words": {key: known[f"session.kit.{key}"] for key in _WORDS},
        "parts": [
            {
                "id": name,
                "label": w("sheet") if name == "run-sheet" else w(name),
                "closed": name in TRAINERS,
                "audience": w("kit.trainer" if name in TRAINERS else "kit.people"),
                "copies": w(f"kit.each.{name}"),
                "note": w(f"kit.note.{name}"),
                "runs": list(_runs(read_page(pages[name]), name)),
            }
            for name in (*TRAINERS, *HANDED_OUT)
            if name in pages
        ],
    }


def _runs(page: Node, part: str) -> Iterator[Json]:
    """Stretches of a part that lie on pages of the same orientation; a sheet that is torn out begins a page."""
    wide, run = False, list[Json]()
    for node in page.nodes():
        if node.tag == "h1":
            continue  # the part's own name, which the template prints
        if "hb-sheet" in node.classes and part not in FLOWING:
            is_new = any(one.get("sheet") for one in run)
            turned = is_wide(node)
            if run and (turned != wide) and is_new:
                yield {"wide": wide, "kids": run}
                run = []
            elif is_new:
                run.append({"t": "break", "c": [], "k": []})
            wide = turned
            run.append({**_shown(node, turned), "sheet": True})
        else:
            run.append(_shown(node))
    if run:
        yield {"wide": wide, "kids": run}


def _shown(node: Node, wide: bool = False) -> Json:
    """A node as the template reads it: t(ag), c(lasses), k(ids), its facts; `wide` on a page on its side."""
    if node.tag == "table":
        return _table(node)
    if node.tag == "lines":
        return {"t": "lines", "c": [], "k": [], "n": sum(1 for _ in node.nodes())}
    if node.tag == "img":
        return {"t": "img", "c": [], "k": [], "alt": node.facts.get("alt", ""), "svg": _drawing(node)}
    return {**node.facts, "t": node.tag, "c": list(node.classes), "k": list(_kids(node, wide))}


def _drawing(image: Node) -> str:
    """The SVG of one of our own pictures; empty for what lies elsewhere, whose words are shown instead."""
    source = image.facts.get("src", "")
    return unquote(source.removeprefix(SVG)) if source.startswith(SVG) else ""


def _kids(node: Node, wide: bool) -> Iterator[Json | str]:
    """The kids of a node; what is short shares two columns with what is short behind it."""
    for are_short, group in groupby(node.kids, lambda kid: _is_short(kid, wide)):
        shown = [kid if isinstance(kid, str) else _shown(kid, wide) for kid in group]
        if are_short:
            yield {"t": "div", "c": ["beside"], "k": shown}
        else:
            yield from shown


def _is_short(kid: Node | str, wide: bool) -> bool:
    """Return whether half a line is enough: for a result, and on a page on its side for any field of one line."""
    if isinstance(kid, str) or "hb-paperq" not in kid.classes:
        return False
    return "hb-paperq--result" in kid.classes or (wide and [one.tag for one in kid.nodes()] == ["p"])


def _table(node: Node) -> Json:
    to_write = "hb-grid-paper" in node.classes
    grids = (grid(node),) if to_write or "hb-run" in node.classes else pieces(node)
    caption = next((_shown(one) for one in node.nodes() if one.tag == "caption"), None)
    return {"t": "table", "c": list(node.classes), "k": [], "caption": caption, "grids": [_grid(one) for one in grids]}


def _grid(one: Grid) -> Json:
    return {
        "head": [_shown(cell) for cell in one.head],
        "rows": [[_shown(cell) for cell in row] for row in one.rows],
        "shares": list(one.shares),
    }
