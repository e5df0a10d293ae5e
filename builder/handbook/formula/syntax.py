"""Formula text → Python's syntax tree, within limits, with positions in characters."""

from __future__ import annotations

import ast
import keyword
import re
import warnings
from collections.abc import Iterator

from handbook.diagnostics.names import RuleName
from handbook.formula.types import FormulaError, Problem

MOST_CHARACTERS = 2_000
MOST_NODES = 500
MOST_DEPTH = 80
MOST_BRACKETS = 30

_OPEN, _CLOSE = "([{", ")]}"
_STRING = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")
_LEAVES = (ast.Constant, ast.Name, ast.expr_context, ast.operator, ast.cmpop, ast.boolop, ast.unaryop)

_HALF_WIDTH = {
    **{chr(ord(char) + 0xFEE0): char for char in "(),.:;+-*/%=<>!"},
    **{"×": "*", "÷": "/", "−": "-", "≤": "<=", "≥": ">=", "≠": "!="},
    **{"“": '"', "”": '"', "‘": "'", "’": "'", "、": ",", "。": "."},
}
_SPOKEN = {"and", "or", "not", "if", "else", "in", "True", "False"}
_RESERVED = [word for word in keyword.kwlist if word not in _SPOKEN]
_SLIPS = (
    ("full-width", re.compile(f"[{''.join(map(re.escape, _HALF_WIDTH))}]")),
    ("equals", re.compile(r"(?<![=<>!*/+%-])=(?!=)")),
    ("reserved", re.compile(rf"\b(?:{'|'.join(_RESERVED)})\b")),
)
"""Usual reasons why Python cannot read a formula, by the text that shows them."""


class Source:
    """A formula's text, which knows where each part of its tree stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lead = len(text) - len(text.lstrip())
        self._line = re.sub(r"[\r\n\t]", " ", text.strip())

    def tree(self) -> ast.expr:
        """The syntax tree; FormulaError if there is none, or a too large one."""
        if len(self.text) > MOST_CHARACTERS:
            raise self.error("too-long", most=MOST_CHARACTERS)
        if not self._line:
            raise self.error("empty")
        bare = _STRING.sub(lambda found: " " * len(found[0]), self._line)
        self._refuse_brackets(bare)
        for case, sign in (("comment", "#"), ("quotes", '"'), ("quotes", "'")):
            if sign in bare:
                raise self.error(case, bare.index(sign), 1)
        return self._parse(bare)

    def error(self, case: str, start: int | None = None, length: int = 1, **args: object) -> FormulaError:
        """`formula-syntax` of the given case, at the given characters of the line (the whole text by default)."""
        if start is None:
            return FormulaError(Problem("formula-syntax", 0, max(1, len(self.text)), {"case": case, **args}))
        return FormulaError(Problem("formula-syntax", self._lead + start, length, {"case": case, **args}))

    def problem(self, name: RuleName, node: ast.expr, /, **args: object) -> Problem:
        """A problem at a node."""
        return Problem(name, *self.span(node), args)

    def span(self, node: ast.expr) -> tuple[int, int]:
        """Offset and length of a node, in characters of the text."""
        start = self._characters(node.col_offset)
        end = self._characters(node.end_col_offset or node.col_offset)
        return start, max(1, end - start)

    def _characters(self, utf8: int) -> int:
        return self._lead + len(self._line.encode()[:utf8].decode(errors="ignore"))

    def _refuse_brackets(self, bare: str) -> None:
        depth = 0
        for place, char in enumerate(bare):
            depth += (char in _OPEN) - (char in _CLOSE)
            if depth > MOST_BRACKETS or depth < 0:
                raise self.error("too-deep" if depth > 0 else "brackets", place)
        if depth:
            raise self.error("brackets", max(bare.rfind(char) for char in _OPEN))

    def _parse(self, bare: str) -> ast.expr:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(self._line, mode="eval").body
        except SyntaxError as error:
            raise self._explain(error, bare) from None
        except (ValueError, RecursionError, MemoryError):
            raise self.error("unreadable") from None
        self._measure(tree)
        return tree

    def _measure(self, tree: ast.expr) -> None:
        for count, depth in enumerate(_depths(tree)):
            if count >= MOST_NODES or depth > MOST_DEPTH:
                raise self.error("too-large", most=MOST_NODES)

    def _explain(self, error: SyntaxError, bare: str) -> FormulaError:
        for case, slip in _SLIPS:
            if found := slip.search(bare):
                word = found[0]
                return self.error(case, found.start(), len(word), word=word, want=_HALF_WIDTH.get(word, "=="))
        start = min((error.offset or len(self._line)) - 1, len(self._line) - 1)
        length = (error.end_offset or 0) - (error.offset or 0)
        return self.error("syntax", start, max(1, min(length, len(self._line) - start)))


def _depths(tree: ast.expr) -> Iterator[int]:
    waiting: list[tuple[ast.AST, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield depth
        if not isinstance(node, _LEAVES):
            waiting.extend((child, depth + 1) for child in ast.iter_child_nodes(node))
