"""Questions about a built site that several tests ask."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href", "object": "data"}
"""Elements that make a browser ask for something, and the attribute that says for what."""


class PageReader(HTMLParser):
    """The anchors, links and fetched addresses of one page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.add(str(found["id"]))
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        if FETCHED.get(tag) in found:
            self.fetched.append(str(found[FETCHED[tag]]))


def pages(site: Path) -> dict[Path, PageReader]:
    """Every HTML file of a site but the one for missing pages, whose addresses start at the server's root."""
    found = sorted(path for path in site.rglob("*.html") if path.name != "404.html")
    return {path: PageReader(path.read_text(encoding="utf-8")) for path in found}


def broken(site: Path) -> list[str]:
    """`page -> address` for everything inside the site that leads nowhere: no file, or no such anchor."""
    read = pages(site)
    return [
        f"{page.relative_to(site).as_posix()} -> {address}"
        for page, reader in read.items()
        for address in {*reader.links, *reader.fetched}
        if not _leads_somewhere(page, address, read)
    ]


def _leads_somewhere(page: Path, address: str, read: dict[Path, PageReader]) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return True
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return False
    return not parts.fragment or target not in read or unquote(parts.fragment) in read[target].ids


def elsewhere(site: Path) -> list[str]:
    """What a page would fetch from another host."""
    return [
        f"{page.relative_to(site).as_posix()} -> {address}"
        for page, reader in pages(site).items()
        for address in reader.fetched
        if urlsplit(address).netloc
    ]


def contents(site: Path) -> dict[str, bytes]:
    """Path → bytes of a whole folder."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
