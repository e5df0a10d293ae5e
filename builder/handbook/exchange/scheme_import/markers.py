"""The numbers that people write before a clause: 第三条, 一、, （一）, 1., （1）, ①, 1.1, a), and bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
HAN = "[零〇一二两三四五六七八九十百]"
NUMBER = rf"(?:[0-9]{{1,3}}|{HAN}{{1,7}})"
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_NO_REFERENCE = r"(?!\s*(?:第|所|规定|的|中|至|及|和|与|或|以|之|[、，,]\s*第))"
_GAP = r"(?P<gap>[\s:、.｜|]*)"
_UNIT = "倍元万亿千百%％个天小年月日次折岁米℃"
_BULLETS = "•●■◆◇○□▪▫➢➤✓√★※·∙‣\ue000-\uf8ff"
_ENCLOSED = (("circle", 0x2460, 20), ("numparen", 0x2474, 20), ("num", 0x2488, 20), ("cnparen", 0x3220, 10))


@dataclass(frozen=True, slots=True)
class Marker:
    """A number before a text. `number` is canonical: 3, or 3-1 for 第三条之一; empty for a bullet."""

    kind: str
    number: str
    rest: str
    sure: bool = True
    """False where nothing stands between number and text: 第三条员工 may be a number or a reference."""


_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("chapter", rf"第\s*(?P<n>{NUMBER})\s*章{_NO_REFERENCE}{_GAP}"),
        ("part", rf"第\s*(?P<n>{NUMBER})\s*(?:编|篇|部分){_NO_REFERENCE}{_GAP}"),
        ("section", rf"第\s*(?P<n>{NUMBER})\s*节{_NO_REFERENCE}{_GAP}"),
        ("article", rf"第\s*(?P<n>{NUMBER})\s*条(?:\s*之\s*(?P<also>{NUMBER}))?{_NO_REFERENCE}{_GAP}"),
        ("cn", rf"(?P<n>{HAN}{{1,4}})\s*[、.](?!{HAN}{{1,3}}[、级])\s*"),
        ("cn", rf"(?P<n>{HAN}{{1,3}})\s+(?=\S{{1,20}}$)"),
        ("cnparen", rf"\(\s*(?P<n>{HAN}{{1,4}})\s*\)[、.:]?\s*"),
        ("numparen", r"\(\s*(?P<n>[0-9]{1,3})\s*\)[、.:]?\s*"),
        ("numparen", r"(?P<n>[0-9]{1,3})\s*\)[、.:]?\s*"),
        (
            "decimal",
            rf"(?P<n>[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{1,4}})(?:[.、]?\s+|[、]|(?=[\u4e00-\u9fff])(?![{_UNIT}]))",
        ),
        ("num", r"(?P<n>[0-9]{1,3})\s*(?:、|\.(?![0-9]))\s*"),
        ("num", rf"(?P<n>[0-9]{{1,2}})\s+(?=[\u4e00-\u9fff]\S{{0,19}}$)(?![{_UNIT}])"),
        ("roman", r"\(?(?P<n>[ivx]{1,5}|[IVX]{1,5})[.)、](?![a-zA-Z.])\s*"),
        ("letter", r"\(?(?P<n>[a-zA-Z])[.)、](?![a-zA-Z.])\s*"),
        ("bullet", rf"(?:[{_BULLETS}]|[-–—*](?=\s))\s*"),
    )
)
_BARE = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("num", r"(?P<n>[0-9]{1,3})"),
        ("cn", rf"(?P<n>{HAN}{{1,4}})"),
        ("letter", r"(?P<n>[a-zA-Z])"),
    )
)


def value(numeral: str) -> int:
    """十二, 一百零五, 一〇五, 12 → 12, 105, 105, 12."""
    if numeral.isdecimal():
        return int(numeral)
    if not set(numeral) & set(_UNITS):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total, digit = 0, 0
    for char in numeral:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def narrow(text: str) -> str:
    """The text with full-width digits, letters and brackets as half-width ones, character for character."""
    return text.translate(_NARROW)


def marker(text: str, label: str = "") -> Marker | None:
    """The number that a line begins with; `label` is one that Word prints and the text does not hold."""
    if label:
        return _labelled(text, label)
    plain = narrow(text)
    for kind, pattern in _PATTERNS:
        if found := pattern.match(plain):
            return _found(kind, found, text)
    return _enclosed(text)


def _labelled(text: str, label: str) -> Marker | None:
    shown = label.strip()
    for kind, pattern in _BARE:
        if found := pattern.fullmatch(narrow(shown)):
            return Marker(kind, _canonical(found), text)
    found_in = marker(f"{shown} {text}")
    return found_in if found_in and found_in.rest == text else None


def _found(kind: str, found: re.Match[str], text: str) -> Marker:
    rest = text[found.end() :].strip()
    groups = found.groupdict()
    number = _canonical(found) if "n" in groups else ""
    if kind == "decimal":
        kind += str(number.count(".") + 1)
    return Marker(
        kind, number, rest, sure=not rest or "gap" not in groups or bool(groups["gap"]) or rest[0] in "（(【["
    )


def _canonical(found: re.Match[str]) -> str:
    written, also = found["n"], found.groupdict().get("also")
    if not (written.isdecimal() or set(written) <= set(_DIGITS) | set(_UNITS)):
        return written
    return str(value(written)) + (f"-{value(also)}" if also else "")


def _enclosed(text: str) -> Marker | None:
    code = ord(text[0]) if text else 0
    for kind, first, count in _ENCLOSED:
        if first <= code < first + count:
            return Marker(kind, str(code - first + 1), text[1:].strip())
    return None
