"""How a Word paper looks: A4, styles with a Chinese and a Latin font each, header and footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handbook.papers.scheme.document import Document

_BODY, _HEAD, _LATIN = "宋体", "黑体", "Times New Roman"


@dataclass(frozen=True, slots=True)
class _Look:
    """A paragraph style: size in points, indents in characters, spaces in points."""

    name: str
    size: float = 10.5
    font: str = _BODY
    bold: bool = False
    align: str = "JUSTIFY"
    first: float = 0
    left: float = 0
    before: float = 0
    after: float = 3
    colour: str = ""
    spacing: float = 1.5


_LOOKS = (
    _Look("Title", 18, _HEAD, bold=True, align="CENTER", after=8, spacing=1.2),
    _Look("Heading 1", 14, _HEAD, bold=True, align="CENTER", before=14, after=8),
    _Look("Heading 2", 10.5, _HEAD, bold=True, align="LEFT", before=8),
    _Look("Lead", 9.5, align="CENTER", colour="555555"),
    _Look("Contents", 12, _HEAD, bold=True, align="LEFT", before=12),
    _Look("toc 1", 10, bold=True, align="LEFT", before=3, after=0, spacing=1.1),
    _Look("toc 2", 10, align="LEFT", left=2, after=0, spacing=1.1),
    _Look("Clause", first=2),
    _Look("Item", left=2),
    _Look("Point", left=4),
    _Look("Plain", align="LEFT"),
    _Look("Small", 9, align="LEFT", colour="555555"),
    _Look("Centre", align="CENTER"),
    _Look("Right", align="RIGHT"),
    _Look("Warning", bold=True, align="LEFT", colour="B00020"),
    _Look("Cell", 9, align="LEFT", before=1.5, after=1.5, spacing=1.1),
    _Look("Head cell", 9, _HEAD, bold=True, align="LEFT", before=1.5, after=1.5, spacing=1.1),
    _Look("Margin", 8, align="LEFT", after=0, colour="555555", spacing=1),
)


def prepare(target: Any, document: Document) -> None:
    """Page, styles, header and footer of an empty document."""
    _font(target.styles["Normal"], _BODY)
    for look in _LOOKS:
        _style(target.styles, look)
    section = target.sections[0]
    _lay(section, landscape=document.landscape)
    _margin_texts(section, document)


def text_width(target: Any) -> int:
    """The width of the text on the present page, in Word's units."""
    section = target.sections[-1]
    return int(section.page_width - section.left_margin - section.right_margin)


def turn(target: Any, *, landscape: bool) -> None:
    """A new page, upright or on its side."""
    from docx.enum.section import WD_SECTION

    _lay(target.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)


def _lay(section: Any, *, landscape: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = Mm(18 if landscape else 25)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)


def _style(styles: Any, look: _Look) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    known = {style.name: style for style in styles}
    style = known.get(look.name) or styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    for border in style.element.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)
    _font(style, look.font)
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    style.font.color.rgb = RGBColor.from_string(look.colour or "000000")
    form = style.paragraph_format
    form.alignment = getattr(WD_ALIGN_PARAGRAPH, look.align)
    form.first_line_indent, form.left_indent = Pt(look.first * look.size), Pt(look.left * look.size)
    form.line_spacing = look.spacing
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)


def _font(style: Any, east: str) -> None:
    from docx.oxml.ns import qn

    style.font.name = _LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:eastAsia"), east)


def _margin_texts(section: Any, document: Document) -> None:
    """Header: title and, for a draft, that it has no effect. Footer: number, fingerprint, page of pages."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import RGBColor

    head = section.header.paragraphs[0]
    head.style = "Margin"
    head.add_run(document.header)
    if document.banner:
        banner = head.add_run(f"　　{document.banner}")
        banner.bold, banner.font.color.rgb = True, RGBColor(0xB0, 0x00, 0x20)
    foot = section.footer.paragraphs[0]
    foot.style = "Margin"
    foot.add_run(document.footer)
    foot = section.footer.add_paragraph(style="Margin")
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    before, rest = document.page.split("{page}", 1)
    between, after = rest.split("{pages}", 1)
    foot.add_run(before)
    _field(foot, "PAGE")
    foot.add_run(between)
    _field(foot, "NUMPAGES")
    foot.add_run(after)


def _field(paragraph: Any, instruction: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {instruction} ")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
