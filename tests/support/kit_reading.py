"""Kits as other programs read them: the PDF with poppler, the pages with lxml."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.content.check import check
from handbook.diagnostics import Diagnostics
from handbook.pages.sessions import session_views
from handbook.papers.fonts import find_fonts
from handbook.papers.kit.pdf import kit_pdf
from handbook.render.environment import Options, Renderer
from lxml import html

if TYPE_CHECKING:
    from handbook.content.handbook import Handbook
    from handbook.pages.sessions import SessionView

CONTENT = Path(__file__).parents[2]
SCREEN = ("hb-noprint", "hb-js", "hb-sr")
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


@dataclass(frozen=True)
class Kit:
    """A session, its pages, and its PDF."""

    view: SessionView
    pages: dict[str, str]
    data: bytes


@cache
def content() -> Handbook:
    """The real handbook."""
    handbook = check(CONTENT, Diagnostics())
    assert handbook
    return handbook


def view_of(handbook: Handbook, session: str) -> SessionView:
    return next(view for view in session_views(handbook) if view.session.id == session)


def pages_of(handbook: Handbook, view: SessionView) -> dict[str, str]:
    renderer = Renderer(handbook, Options(edition="trainer"))
    facts = {"script": "", "style": "", "script_hash": ""}
    return {name: renderer.kit_page(name, view, **facts) for name in ("run-sheet", *view.handouts)}


def kit_of(handbook: Handbook, session: str, *, standards: bool = True) -> Kit:
    view, fonts = view_of(handbook, session), find_fonts()
    assert fonts
    pages = pages_of(handbook, view)
    return Kit(view, pages, kit_pdf(handbook, view, pages, fonts, standards=standards))


def tool(name: str, data: bytes, folder: Path, *options: str) -> str:
    path = folder / "kit.pdf"
    path.write_bytes(data)
    done = subprocess.run([name, *options, str(path), *(["-"] if name == "pdftotext" else [])],
                          capture_output=True, check=True, text=True, encoding="utf-8")  # fmt: skip
    return done.stdout


def squeezed(text: str) -> str:
    """Without white space, and every character in its plain form."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("\u200b", "")


def printed(page: str) -> html.HtmlElement:
    """What paper shows of a page: its <main> without what is for screens, and without its own title."""
    main = html.fromstring(page).find(".//main")
    for one in [*main.iter()]:
        classes = (one.get("class") or "").split() if isinstance(one.tag, str) else []
        if (
            one.get("hidden") is not None
            or one.tag in ("h1", "script", "button", "input")
            or set(SCREEN) & set(classes)
        ):
            one.drop_tree()
    return main


def pages_of_pdf(data: bytes, folder: Path) -> list[str]:
    """The squeezed text of every page."""
    return [squeezed(page) for page in tool("pdftotext", data, folder, "-raw", "-enc", "UTF-8").split("\f")[:-1]]


def body(kit: Kit, label: str, pages: list[str]) -> tuple[int, str]:
    """(first page, text) of the part with this name: its pages one after another without head and foot."""
    title, author = squeezed(kit.view.session.title), squeezed(content().settings.organisation)
    head = f"{title}·{squeezed(label)}"
    found = [(number, page) for number, page in enumerate(pages, 1) if head in page]
    foot = re.compile(re.escape(author) + r"[^第]*·第\d+页,共\d+页整份\d+")
    texts = [foot.sub("", page.replace(head, "", 1)) for _, page in found]
    audience = re.compile("只给培训师|发给学员")
    return found[0][0], "".join(audience.sub("", text, count=1) for text in texts)


def boxes(data: bytes, folder: Path) -> list[tuple[float, float, list[tuple[float, float, float, float, str]]]]:
    """Every page's width and height, and where its words stand: left, top, right, bottom."""
    told = tool("pdftotext", data, folder, "-bbox")
    return [
        (float(wide), float(tall), [(*map(float, word[:4]), word[4]) for word in WORD.findall(inside)])  # type: ignore[misc]
        for wide, tall, inside in PAGE.findall(told)
    ]
