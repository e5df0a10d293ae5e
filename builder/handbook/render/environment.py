"""The Jinja environment: pages → bytes."""

import json
import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from handbook.content.addresses import Links, Outward
from handbook.content.handbook import Handbook
from handbook.exercises.signature import block_wording
from handbook.formula.numbers import display
from handbook.model.base import Edition
from handbook.model.scheme import Exemption
from handbook.pages.course import context
from handbook.pages.page import Page
from handbook.pages.policy.citations import Cited, cited
from handbook.pages.prose import Prose, ProseIndex
from handbook.pages.slides import Deck
from handbook.pages.worked_example import worked
from handbook.policy.clause_tree import Node
from handbook.policy.validity import displayed_version
from handbook.policy.versions import Release
from handbook.render import table_width
from handbook.render.compiled import compiled
from handbook.render.figures import draw, draw_map
from handbook.render.policy_text import Marker
from handbook.render.qr import qr_picture
from handbook.render.tree import Tree, mark
from handbook.text.catalogue import lookup, words
from handbook.text.measure import width

TEMPLATES = Path(__file__).parent / "templates"
_SCRIPT_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&*_`\u2028\u2029"})
_NOWHERE = re.compile(r'<a [^>]*href="#nowhere"[^>]*>(.*?)</a>', re.DOTALL)
"""Links of a page that stands alone, where nobody knows the address of the others."""
_SIGNS = str.maketrans({"*": "×", "/": "÷", "-": "−"})
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_POWER = re.compile(r"\s*\*\*\s*(\d+)\b(?!\.)")
_DATE = re.compile(r"\bdate\((\d+), (\d+), (\d+)\)")
_CALL = re.compile(r"\b[a-z_]+(?=\()")


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a build."""

    directory_urls: bool = True
    edition: Edition = "learner"


class Renderer:
    """Renders the pages of one handbook; the environment is made once, the address helpers per page."""

    assets: Tree
    """The site's scripts and styles, whose addresses carry a mark of their content; set before pages are rendered."""

    def __init__(self, handbook: Handbook, options: Options) -> None:
        self.handbook = handbook
        self.assets = {}
        self._shown: Release | None = None
        self._articles: dict[Hashable, Markup] = {}
        self.links = Links(options.directory_urls)
        self.index = ProseIndex(handbook)
        self.words = words(handbook.settings.language)
        self.env = _environment()
        terms = {key.removeprefix("sums."): text for key, text in self.words.items() if key.startswith("sums.")}
        self.env.filters["arithmetic"] = lambda formula: arithmetic(formula, terms)
        self.env.globals.update(
            handbook=handbook,
            edition=options.edition,
            w=self._word,
            has_word=lambda key: key in self.words,
            cited=self._cited,
            memoised=self._memoised,
            worked=lambda sheet, given, known: worked(sheet, given, known, handbook.settings, self._word),
        )

    def render(self, page: Page) -> bytes:
        """A page as a finished Markdown file, UTF-8."""
        prose = self.prose(page.path)
        template = self.env.get_template(f"pages/{page.template}.md.j2")
        text = template.render(
            page=page,
            title=page.title or self._word(f"pages.{page.template}.title"),
            prose=prose,
            link=lambda there: self.links.to(page.path, there),
            asset=lambda name: f"{self.links.to(page.path, name)}?{mark(self.assets.get(name, b''))}",
            **context(page),
        )
        return text.encode()

    def kit_page(self, part: str, view: object, **more: object) -> str:
        """A run sheet or handout as an HTML page that needs nothing beside it."""
        address = self.handbook.settings.address
        outward = Outward(address=address.rstrip("/") + "/" if address else "")
        values = {f.name: getattr(view, f.name) for f in fields(view)}  # type: ignore[arg-type]
        template = self.env.get_template("kit.html.j2")
        prose = Prose(self.index, outward, "")
        text = template.render(
            part=part, kit=True, prose=prose, link=lambda there: outward.to("", there), **values, **more
        )
        return _NOWHERE.sub(r"\1", text)

    def slides(self, path: str, deck: Deck) -> str:
        """A session's slides as an HTML page of the site, at `path`."""
        return self._slides(
            deck,
            kit=False,
            link=lambda there: self.links.to(path, there),
            asset=lambda name: f"{self.links.to(path, name)}?{mark(self.assets.get(name, b''))}",
        )

    def kit_slides(self, deck: Deck, **more: object) -> str:
        """A session's slides as an HTML page that needs nothing beside it."""
        return self._slides(deck, kit=True, **more)

    def _slides(self, deck: Deck, **more: object) -> str:
        values = {f.name: getattr(deck.view, f.name) for f in fields(deck.view)}
        prose = Prose(self.index, Outward(), "")  # nobody follows a link on a wall, and by mistake it leads away
        text = self.env.get_template("slides.html.j2").render(
            deck=deck, prose=prose, edition_name=self._word("edition.name"), **values, **more
        )
        return _NOWHERE.sub(r"\1", text)

    def prose(self, path: str) -> Prose:
        """Return the renderer of authors' prose for the page at `path`."""
        return Prose(self.index, self.links, path)

    def _cited(self, idents: Iterable[str]) -> list[Cited | str]:
        """Clauses as links, by their ids; an id that leads nowhere stays as it is."""
        policy = self.handbook.policy
        if policy is None:
            return list(idents)
        shown = self._shown = self._shown or displayed_version(policy, self.handbook.settings.date)
        return [cited(policy, shown, ident) or ident for ident in idents]

    def _memoised(
        self, node: Node, living: bool, definitions: Mapping[str, str], exemptions: Iterable[Exemption], caller: Any
    ) -> Markup:
        """An article as an earlier page had it: versions share most, and their pages lie side by side."""
        if living:  # it lies elsewhere and has more on it
            return Markup(caller())  # noqa: S704 - rendered by a template
        key = (node, tuple(definitions.items()), tuple(exemptions))
        if key not in self._articles:
            self._articles[key] = Markup(caller())  # noqa: S704 - rendered by a template
        return self._articles[key]

    def _word(self, key: str, **args: object) -> str:
        return lookup(self.words, key, **args)


def script_json(value: object) -> Markup:
    """JSON that no HTML or Markdown reader can take for markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.translate(_SCRIPT_ESCAPES))  # noqa: S704 - every character with a meaning is escaped


def front_matter(values: Mapping[str, object]) -> Markup:
    """YAML front matter; JSON strings are YAML strings."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value)
    return Markup("---\n" + "\n".join(lines) + "\n---\n")  # noqa: S704 - read by the engine as data, not as HTML


def heading(text: str) -> Markup:
    """Plain text for a Markdown heading line: nothing in it is read as markup."""
    escaped = "".join("\\" + c if c in r"\`*_{}[]()#+-.!|~^:" else c for c in text.replace("\n", " "))
    return Markup(escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))  # noqa: S704


def arithmetic(formula: str, terms: Mapping[str, str]) -> str:
    """A formula as sums are printed: × for ``*``, ² for ``** 2``, functions and dates by the words of `terms`."""
    text = _POWER.sub(lambda m: m[1].translate(_RAISED), formula).translate(_SIGNS)
    text = _DATE.sub(lambda m: terms["date"].format(*m.groups()), text)
    return _CALL.sub(lambda m: terms.get(m[0], m[0]), text).replace(", ", terms["comma"])


def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{%#",  # Jinja's own "{#" begins a heading's id in Markdown
        comment_end_string="#%}",
        bytecode_cache=compiled(),
    )
    filters: dict[str, Callable[..., Any]] = {
        "json": script_json,
        "heading": heading,
        "number": display,
        "wording": block_wording,
        "em": lambda text: width(text, 1),
        "grid": table_width.classes,
    }
    env.filters.update(filters)
    env.tests["wide"] = table_width.is_wide
    env.globals.update(front_matter=front_matter, draw=draw, draw_map=draw_map, marker=Marker, qr_picture=qr_picture)
    return env
