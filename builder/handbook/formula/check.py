"""Checks a formula against the names it may use, and compiles it."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from handbook.diagnostics.names import RuleName
from handbook.diagnostics.suggest import unknown
from handbook.formula import ranges, units
from handbook.formula.calls import call
from handbook.formula.conditions import Facts
from handbook.formula.hoist import hoist
from handbook.formula.node import WRONG, Node
from handbook.formula.ranges import Range
from handbook.formula.signatures import AGGREGATES, ROW_WISE
from handbook.formula.syntax import Source
from handbook.formula.types import Data, Formula, FormulaError, Key, Kind, Name, Problem, Scope
from handbook.formula.units import Unit

_BOOL_WORDS = {"true": True, "false": False}
_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


def compile_formula(
    text: str, scope: Scope, *, unit: str | None = None, expect: Kind | None = None
) -> tuple[Formula | None, list[Problem]]:
    """The compiled formula, and what is wrong with it; None where something is (warnings aside).

    `unit` is the declared unit of the result, `expect` the kind it must have.
    """
    source = Source(text)
    try:
        tree = source.tree()
    except FormulaError as error:
        return None, [error.problem]
    checker = FormulaChecker(source, scope)
    node = checker.result(tree, unit, expect)
    if any(problem.name != "formula-division-by-zero" for problem in checker.problems) or node.kind == "any":
        return None, checker.problems
    data = hoist(node.data, in_row=scope.row is not None)
    bounds = node.range
    names = frozenset(checker.names)
    return Formula(text, node.kind, unit, data, names, bounds.lo, bounds.hi, node.options), checker.problems


def dependencies(text: str, scope: Scope) -> Mapping[Key, tuple[int, int]]:
    """Return each name that a formula mentions → offset and length of its first mention; empty if it cannot be read."""
    source = Source(text)
    try:
        checker = FormulaChecker(source, scope)
        checker.visit(source.tree())
    except FormulaError:
        return {}
    return checker.names


class FormulaChecker:
    """Walks one formula; collects problems and the names used."""

    def __init__(self, source: Source, scope: Scope) -> None:
        self.source = source
        self.scope = scope
        self.problems: list[Problem] = []
        self.names: dict[Key, tuple[int, int]] = {}
        self.row_as_column = False
        self._facts = Facts()
        self._compared: dict[str, Range] = {}

    def result(self, tree: ast.expr, unit: str | None, expect: Kind | None) -> Node:
        """The whole formula, which must be one value of the expected kind and unit."""
        node = self.visit(tree)
        if node.table is not None:
            return self.wrong(tree, "formula-wrong-kind", case="lonely-column")
        if node.kind == "choices":
            return self.wrong(tree, "formula-wrong-kind", case="choices")
        if expect:
            node = self.want(tree, node, expect)
        if unit and node.kind == "number" and node.unit and not units.fits(node.unit, units.parse(unit)):
            self.report(tree, "formula-unit-mismatch", case="declared", found=units.shown(node.unit), declared=unit)
        return node

    def visit(self, tree: ast.expr) -> Node:
        """Check one part and what is in it."""
        visitor = getattr(self, f"_{type(tree).__name__.lower()}", None)
        if visitor is None:
            return self.wrong(tree, "formula-not-allowed")
        node: Node = visitor(tree)
        return replace(node, range=self._facts.apply(node.data, node.range))

    def report(self, tree: ast.expr, rule: RuleName, /, **args: object) -> None:
        """Note a problem at a part."""
        named = {"name": ast.unparse(tree)} if rule != "formula-syntax" else {}
        self.problems.append(self.source.problem(rule, tree, **(named | args)))

    def wrong(self, tree: ast.expr, rule: RuleName, /, **args: object) -> Node:
        """Note a problem and go on with a node that agrees with everything."""
        self.report(tree, rule, **args)
        return WRONG

    def want(self, tree: ast.expr, node: Node, *kinds: Kind) -> Node:
        """The node if it is of one of the kinds."""
        if node.kind == "any" or node.kind in kinds:
            return node
        return self.wrong(tree, "formula-wrong-kind", case=f"want-{kinds[0]}")

    def table_id(self, name: str | None) -> str:
        """The id in the answers of the table with this name."""
        return self.scope.tables[name].id or name if name else ""

    def is_column(self, tree: ast.AST) -> bool:
        """Return whether an expression, not yet checked, stands for a whole column."""
        match tree:
            case ast.Attribute(value=ast.Name(id=owner)):
                return owner in self.scope.tables
            case ast.Name(id=name) if self.row_as_column:
                return name in self.scope.tables[self.scope.row or ""].columns
            case ast.Call(func=ast.Name(id=name)) if name in AGGREGATES or name in ROW_WISE:
                return False
        return any(self.is_column(child) for child in ast.iter_child_nodes(tree))

    @contextmanager
    def given(self, condition: Data, truth: bool = True) -> Iterator[None]:
        """Inside, the condition is known to be true (or false)."""
        before = self._facts
        self._facts = before.assuming(condition, truth, self._compared)
        try:
            yield
        finally:
            self._facts = before

    # Leaves

    def _constant(self, tree: ast.Constant) -> Node:
        match tree.value:
            case bool(value):
                return Node("bool", value)
            case str(text):
                return Node("text", ["'", text], options=(text,))
            case int() | float():
                return self._number(tree, tree.value)
        return self.wrong(tree, "formula-not-allowed")

    def _number(self, tree: ast.Constant, literal: float) -> Node:
        try:
            value = float(literal)
        except OverflowError:
            value = math.inf
        if math.isinf(value):
            return self.wrong(tree, "formula-syntax", case="too-large-number")
        return _literal(value)

    def _name(self, tree: ast.Name) -> Node:
        row = self.scope.tables.get(self.scope.row or "")
        if row and (column := row.columns.get(tree.id)):
            if self.row_as_column:
                return self._column(tree, self.scope.row or "", tree.id)
            self.note((self.table_id(self.scope.row), column.id or tree.id), tree)
            return self._of(column, ["r", column.id or tree.id])
        if name := self.scope.names.get(tree.id):
            key = name.id or tree.id
            self.note((key,), tree)
            return self._of(name, ["n", key])
        if tree.id in _BOOL_WORDS:
            return Node("bool", _BOOL_WORDS[tree.id])
        return self._not_a_value(tree)

    def _not_a_value(self, tree: ast.Name) -> Node:
        if table := self.scope.tables.get(tree.id):
            return self.wrong(tree, "formula-wrong-kind", case="table", known=list(table.columns))
        if parts := self.scope.parts.get(tree.id):
            return self.wrong(tree, "formula-wrong-kind", case="parts", known=list(parts))
        return self.unknown(tree, tree.id, [*self._visible(), *self.scope.tables, *self.scope.parts])

    def _visible(self) -> Iterator[str]:
        row = self.scope.tables.get(self.scope.row or "")
        yield from row.columns if row else ()
        yield from self.scope.names

    def unknown(self, tree: ast.expr, name: str, known: Iterable[str], what: str = "") -> Node:
        """A `formula-unknown-name` problem, with the nearest known name; `what` says which kind of name it is not."""
        args = unknown(name, known) | {"name": name}
        return self.wrong(tree, "formula-unknown-name", **args | ({"case": what} if what else {}))

    def _attribute(self, tree: ast.Attribute) -> Node:
        if not isinstance(tree.value, ast.Name):
            return self.wrong(tree, "formula-not-allowed")
        owner = tree.value.id
        if parts := self.scope.parts.get(owner):
            return self._part(tree, parts)
        if owner in self.scope.tables:
            return self._column(tree, owner, tree.attr)
        return self.unknown(tree, owner, [*self.scope.tables, *self.scope.parts], "table")

    def _part(self, tree: ast.Attribute, parts: Mapping[str, Name]) -> Node:
        name = parts.get(tree.attr)
        if name is None:
            return self.unknown(tree, tree.attr, list(parts), "part")
        key = name.id or ast.unparse(tree)
        self.note((key,), tree)
        return self._of(name, ["n", key])

    def _column(self, tree: ast.expr, owner: str, attr: str) -> Node:
        table = self.scope.tables[owner]
        column = table.columns.get(attr)
        if column is None:
            return self.unknown(tree, attr, list(table.columns), "column")
        key = (self.table_id(owner), column.id or attr)
        self.note(key, tree)
        return self._of(column, ["c", *key], owner)

    def note(self, key: Key, tree: ast.expr) -> None:
        """Remember that the formula depends on something."""
        self.names.setdefault(key, self.source.span(tree))

    def _of(self, name: Name, data: Data, table: str | None = None) -> Node:
        bounds = Range(-math.inf if name.lo is None else name.lo, math.inf if name.hi is None else name.hi)
        unit = units.parse(name.unit) if name.unit else None
        return Node(name.kind, data, unit, bounds, table=table, options=name.options)

    # Arithmetic

    def _unaryop(self, tree: ast.UnaryOp) -> Node:
        node = self.visit(tree.operand)
        if isinstance(tree.op, ast.Not):
            node = self.want(tree.operand, node, "bool")
            return replace(node, data=["not", node.data])
        node = self.want(tree.operand, node, "number")
        if isinstance(tree.op, ast.UAdd):
            return node
        if isinstance(tree.op, ast.Invert):
            return self.wrong(tree, "formula-not-allowed")
        if node.const is not None:
            return _literal(-node.const)
        return replace(node, data=["neg", node.data], range=ranges.negative(node.range))

    def _binop(self, tree: ast.BinOp) -> Node:
        left, right = self.visit(tree.left), self.visit(tree.right)
        op = _ARITHMETIC.get(type(tree.op))
        if op is None:
            return self.wrong(tree, "formula-not-allowed")
        if "any" in (left.kind, right.kind):
            return WRONG
        table = self.table(tree, left, right)
        if op == "+" and left.kind == right.kind == "text":
            return Node("text", ["&", left.data, right.data], table=table)
        if op in "+-" and {left.kind, right.kind} & {"date", "time"}:
            return replace(self._moment(tree, op, left, right), table=table)
        left, right = self.want(tree.left, left, "number"), self.want(tree.right, right, "number")
        if "any" in (left.kind, right.kind):
            return WRONG
        return replace(self._arithmetic(tree, op, left, right), table=table)

    def table(self, tree: ast.expr, *nodes: Node) -> str | None:
        """The table whose column the parts together are; two tables are a problem."""
        tables = list(dict.fromkeys(node.table for node in nodes if node.table is not None))
        if len(tables) > 1:
            self.report(tree, "formula-wrong-kind", case="two-tables", known=tables)
        return tables[0] if tables else None

    def _moment(self, tree: ast.BinOp, op: str, left: Node, right: Node) -> Node:
        kind = left.kind if left.kind in ("date", "time") else right.kind
        if left.kind == right.kind and op == "-":
            return Node("number", ["-", left.data, right.data], units.parse(_STEP[kind]))
        if left.kind != kind and op == "+":
            left, right = right, left
        if left.kind != kind or right.kind != "number":
            return self.wrong(tree, "formula-wrong-kind", case=f"moment-{kind}")
        if right.unit and units.agree(right.unit, units.parse(_STEP[kind])) is None:
            return self.wrong(
                tree, "formula-unit-mismatch", case="moment", found=units.shown(right.unit), declared=_STEP[kind]
            )
        by = right.data if op == "+" else ["neg", right.data]
        return Node(kind, [f"{kind}+", left.data, by])

    def _arithmetic(self, tree: ast.BinOp, op: str, left: Node, right: Node) -> Node:
        if op in ("/", "//", "%"):
            self._denominator(tree.right, right)
        if op == "**":
            self._exponent(tree, left, right)
        unit = self._unit(tree, op, left, right)
        const = _fold(op, left.const, right.const)
        return Node("number", [op, left.data, right.data], unit, _RANGES[op](left.range, right.range), const)

    def _denominator(self, tree: ast.expr, node: Node) -> None:
        if node.range.has_zero:
            self.report(tree, "formula-division-by-zero")

    def _exponent(self, tree: ast.BinOp, base: Node, exponent: Node) -> None:
        if exponent.const is not None and not exponent.const.is_integer():
            self.report(tree.right, "formula-wrong-kind", case="exponent")
        if exponent.range.hi < 0:
            self._denominator(tree.left, base)

    def _unit(self, tree: ast.BinOp, op: str, left: Node, right: Node) -> Unit | None:
        if op in ("+", "-", "%"):
            return self.same_unit(tree, left, right)
        if op == "**":
            return _powered(left.unit, right.const)
        power = 1 if op == "*" else -1
        if right.const is not None:
            return left.unit and units.times_number(left.unit, right.const, power)
        if left.const is not None:
            return right.unit and units.times_number(units.times(Unit(), right.unit, power), left.const)
        return left.unit and right.unit and units.times(left.unit, right.unit, power)

    def same_unit(self, tree: ast.expr, *nodes: Node) -> Unit | None:
        """The unit of parts that are added or compared; two that differ are a problem."""
        known: Unit | None = None
        for node in nodes:
            if node.const is not None or node.unit is None:
                continue
            if known is None:
                known = node.unit
            elif (agreed := units.agree(known, node.unit)) is not None:
                known = agreed
            else:
                pair = {"found": units.shown(known), "declared": units.shown(node.unit)}
                self.report(tree, "formula-unit-mismatch", case="mixed", **pair)
        return known

    # Logic

    def _boolop(self, tree: ast.BoolOp) -> Node:
        op = "and" if isinstance(tree.op, ast.And) else "or"
        node = self.want(tree.values[0], self.visit(tree.values[0]), "bool")
        for value in tree.values[1:]:
            with self.given(node.data, truth=op == "and"):
                right = self.want(value, self.visit(value), "bool")
            node = Node("bool", [op, node.data, right.data], table=self.table(tree, node, right))
        return node

    def _ifexp(self, tree: ast.IfExp) -> Node:
        test = self.want(tree.test, self.visit(tree.test), "bool")
        with self.given(test.data):
            body = self.visit(tree.body)
        with self.given(test.data, truth=False):
            other = self.visit(tree.orelse)
        if "any" in (body.kind, other.kind):
            return WRONG
        if body.kind != other.kind:
            return self.wrong(tree, "formula-wrong-kind", case="branches")
        unit = self.same_unit(tree, body, other)
        options = body.options + other.options if body.options and other.options else None
        data: Data = ["if", test.data, body.data, other.data]
        both = ranges.union((body.range, other.range))
        return Node(body.kind, data, unit, both, table=self.table(tree, test, body, other), options=options)

    def _compare(self, tree: ast.Compare) -> Node:
        left_tree, node = tree.left, None
        for op, right_tree in zip(tree.ops, tree.comparators, strict=True):
            pair = self._pair(tree, op, left_tree, right_tree)
            node = pair if node is None else self._both(tree, node, pair)
            left_tree = right_tree
        return node or WRONG

    def _both(self, tree: ast.expr, first: Node, second: Node) -> Node:
        if "any" in (first.kind, second.kind):
            return WRONG
        return Node("bool", ["and", first.data, second.data], table=self.table(tree, first, second))

    def _pair(self, tree: ast.Compare, op: ast.cmpop, left_tree: ast.expr, right_tree: ast.expr) -> Node:
        if isinstance(op, ast.In | ast.NotIn):
            node = self._membership(tree, left_tree, right_tree)
            return replace(node, data=["not", node.data]) if isinstance(op, ast.NotIn) else node
        sign = _COMPARISONS.get(type(op))
        left, right = self.visit(left_tree), self.visit(right_tree)
        if sign is None:
            return self.wrong(tree, "formula-not-allowed")
        if "any" in (left.kind, right.kind):
            return WRONG
        ordered = left.kind in ("number", "date", "time") or sign in ("==", "!=")
        if left.kind != right.kind or left.kind == "choices" or not ordered:
            return self.wrong(tree, "formula-wrong-kind", case="compare")
        self.same_unit(tree, left, right)
        self._options(left_tree, left, right_tree, right)
        data: Data = [sign, left.data, right.data]
        self._compared |= {repr(left.data): left.range, repr(right.data): right.range}
        return Node("bool", data, table=self.table(tree, left, right))

    def _membership(self, tree: ast.Compare, left_tree: ast.expr, right_tree: ast.expr) -> Node:
        left = self.visit(left_tree)
        if isinstance(right_tree, ast.Tuple | ast.List):
            return self._one_of(tree, left_tree, left, right_tree.elts)
        right = self.want(right_tree, self.visit(right_tree), "choices", "text")
        left = self.want(left_tree, left, "text")
        if "any" in (left.kind, right.kind):
            return WRONG
        if right.kind == "choices":
            self._options(left_tree, left, right_tree, right)
        op = "in" if right.kind == "choices" else "has"
        return Node("bool", [op, left.data, right.data], table=self.table(tree, left, right))

    def _one_of(self, tree: ast.Compare, left_tree: ast.expr, left: Node, elements: list[ast.expr]) -> Node:
        left = self.want(left_tree, left, "text", "number")
        values = [self.want(element, self.visit(element), left.kind) for element in elements]
        if left.kind == "any" or any(value.kind == "any" for value in values):
            return WRONG
        for element, value in zip(elements, values, strict=True):
            if value.const is None and value.options is None:
                return self.wrong(element, "formula-wrong-kind", case="list")
            self._options(left_tree, left, element, value)
        return Node("bool", ["one", left.data, *(value.data for value in values)], table=left.table)

    def _options(self, left_tree: ast.expr, left: Node, right_tree: ast.expr, right: Node) -> None:
        """A text that is compared with a choice must be one of its options."""
        pairs = ((left_tree, right_tree, right), (right_tree, left_tree, left))
        for tree, other, choice in pairs:
            if not isinstance(tree, ast.Constant) or isinstance(other, ast.Constant) or choice.options is None:
                continue
            if isinstance(tree.value, str) and tree.value not in choice.options:
                self.unknown(tree, tree.value, choice.options, "option")

    def _call(self, tree: ast.Call) -> Node:
        return call(self, tree)


MOST_POWER = 4
"""Units are followed up to this power."""
_STEP = {"date": "天", "time": "分钟"}
_RANGES = {
    "+": ranges.add,
    "-": lambda a, b: ranges.add(a, ranges.negative(b)),
    "*": ranges.multiply,
    "/": ranges.divide,
    "//": lambda a, b: ranges.rounded(ranges.divide(a, b)),
    "%": ranges.modulo,
    "**": ranges.power,
}


def _literal(value: float) -> Node:
    data = int(value) if value.is_integer() and abs(value) < 2**53 else value
    return Node("number", data, None, ranges.exactly(value), value)


def _fold(op: str, left: float | None, right: float | None) -> float | None:
    """The value of an expression of literals; None where it is no plain number or outgrows them all."""
    if left is None or right is None:
        return None
    folded = {"+": left + right, "-": left - right, "*": left * right, "/": left / right if right else None}.get(op)
    return folded if folded is not None and math.isfinite(folded) else None


def _powered(unit: Unit | None, exponent: float | None) -> Unit | None:
    if unit is None or exponent is None or not exponent.is_integer() or abs(exponent) > MOST_POWER:
        return None
    return units.times(Unit(), unit, int(exponent))
