"""Checks calls of functions; the functions themselves are data (signatures.py)."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from dataclasses import replace

from handbook.formula import ranges, signatures, units
from handbook.formula.node import WRONG, Checker, Node
from handbook.formula.ranges import Range
from handbook.formula.signatures import Aggregate, Simple, UnitRule
from handbook.formula.types import Data, Kind
from handbook.formula.units import Unit

MOST_DIGITS = 12


def call(checker: Checker, tree: ast.Call) -> Node:
    """The node of a function call."""
    if not isinstance(tree.func, ast.Name) or tree.keywords:
        return checker.wrong(tree, "formula-not-allowed")
    name = tree.func.id
    if name in signatures.SIMPLE:
        return _simple(checker, tree, signatures.SIMPLE[name])
    if name in signatures.AGGREGATES:
        special = _count(checker, tree) if name == "count" else None
        return special or _aggregate(checker, tree, signatures.AGGREGATES[name])
    if name in _OTHERS:
        return _OTHERS[name](checker, tree)
    return checker.unknown(tree.func, name, signatures.ALL, "function")


def _name(tree: ast.Call) -> str:
    return tree.func.id if isinstance(tree.func, ast.Name) else ""


def _counted(checker: Checker, tree: ast.Call, least: int, most: int | None = None) -> bool:
    """Return whether the call has a fitting number of arguments; reported if not."""
    many = len(tree.args)
    if many < least or (most is not None and many > most):
        want = str(least) if most == least else f"{least}–{most}" if most else f"≥{least}"
        checker.report(tree, "formula-wrong-kind", case="arguments", name=_name(tree), found=many, want=want)
        return False
    return True


def _unit(rule: UnitRule, of: Unit | None) -> Unit | None:
    match rule:
        case "same":
            return of
        case "unknown":
            return None
        case "none":
            return Unit()
    return units.parse(rule)


# Functions of single values


def _simple(checker: Checker, tree: ast.Call, function: Simple) -> Node:
    if not _counted(checker, tree, len(function.takes), len(function.takes)):
        return WRONG
    wanted = zip(tree.args, function.takes, strict=True)
    nodes = [checker.want(arg, checker.visit(arg), kind) for arg, kind in wanted]
    if any(node.kind == "any" for node in nodes):
        return WRONG
    first = nodes[0] if nodes else WRONG
    return Node(
        function.gives,
        [_name(tree), *(node.data for node in nodes)],
        _unit(function.unit, first.unit),
        function.bounds(first.range),
        table=checker.table(tree, *nodes),
    )


def _round(checker: Checker, tree: ast.Call) -> Node:
    if not _counted(checker, tree, 1, 2):
        return WRONG
    node = checker.want(tree.args[0], checker.visit(tree.args[0]), "number")
    digits = 0.0
    if len(tree.args) == 2:  # noqa: PLR2004  (the number and its digits)
        const = checker.visit(tree.args[1]).const
        if const is None or not const.is_integer() or abs(const) > MOST_DIGITS:
            return checker.wrong(tree.args[1], "formula-wrong-kind", case="digits", most=MOST_DIGITS)
        digits = const
    if node.kind == "any":
        return WRONG
    step = Range() if digits < 0 else ranges.rounded(node.range)
    return replace(node, data=["round", node.data, int(digits)], range=step, const=None)


def _given(checker: Checker, tree: ast.Call) -> Node:
    if not _counted(checker, tree, 1, 1):
        return WRONG
    node = checker.visit(tree.args[0])
    return WRONG if node.kind == "any" else Node("bool", ["given", node.data], table=node.table)


# Functions of many values


def _aggregate(checker: Checker, tree: ast.Call, function: Aggregate) -> Node:
    if not _counted(checker, tree, function.columns + len(function.extra)):
        return WRONG
    if _is_filled(tree.args[0]):
        return _of_filled(checker, tree, function)
    if checker.is_column(tree.args[0]):
        return _of_columns(checker, tree, function)
    return _of_scalars(checker, tree, function)


def _of_columns(checker: Checker, tree: ast.Call, function: Aggregate) -> Node:
    most = function.columns + len(function.extra) + 1
    if not _counted(checker, tree, most - 1, most):
        return WRONG
    where = _where(checker, tree.args[most - 1]) if len(tree.args) == most else None
    columns = _columns(checker, tree, function, where)
    extra = _extra(checker, tree.args[function.columns : most - 1], function)
    if where is WRONG or not columns or extra is None:
        return WRONG
    table = checker.table(tree, *columns, *([where] if where else ()))
    source: Data = ["rows", checker.table_id(table), where.data if where else True, *(c.data for c in columns)]
    return _result(tree, function, columns[0], source, extra, some=where is None)


def _where(checker: Checker, tree: ast.expr) -> Node:
    where = checker.want(tree, checker.visit(tree), "bool")
    if where.kind != "any" and where.table is None:
        return checker.wrong(tree, "formula-wrong-kind", case="where")
    return where


def _columns(checker: Checker, tree: ast.Call, function: Aggregate, where: Node | None) -> list[Node]:
    """The columns that are read side by side, known to fulfil `where`; empty if one is wrong."""
    with checker.given(where.data if where else True):
        nodes = [checker.visit(arg) for arg in tree.args[: function.columns]]
    kinds: tuple[tuple[Kind, ...], ...] = (function.takes, ("number",))
    nodes = [checker.want(arg, node, *kind) for arg, node, kind in zip(tree.args, nodes, kinds, strict=False)]
    for arg, node in zip(tree.args, nodes, strict=False):
        if node.table is None and node.kind != "any":
            checker.report(arg, "formula-wrong-kind", case="column")
            return []
    return [] if WRONG in nodes else nodes


def _extra(checker: Checker, args: list[ast.expr], function: Aggregate) -> list[Data] | None:
    found: list[Data] = []
    for arg, bounds in zip(args, function.extra, strict=True):
        node = checker.want(arg, checker.visit(arg), "number")
        if node.kind == "any":
            return None
        if node.table is not None:
            checker.report(arg, "formula-wrong-kind", case="lonely-column")
            return None
        if node.const is not None and not bounds.lo <= node.const <= bounds.hi:
            checker.report(arg, "formula-wrong-kind", case="share" if bounds.hi == 1 else "position")
            return None
        found.append(node.data)
    return found


def _result(tree: ast.Call, function: Aggregate, of: Node, source: Data, extra: list[Data], *, some: bool) -> Node:
    return Node(
        function.gives or of.kind,
        [_name(tree), source, *extra],
        _unit(function.unit, of.unit),
        function.bounds(of.range, some),
        options=of.options,
    )


def _of_scalars(checker: Checker, tree: ast.Call, function: Aggregate) -> Node:
    """Several single values; all of them are needed, except that `count` counts those that are there."""
    if not function.scalars or (len(tree.args) == 1 and _name(tree) != "count"):
        return checker.wrong(tree.args[0], "formula-wrong-kind", case="column")
    nodes = _same_kind(checker, tree, function, tree.args)
    if not nodes:
        return WRONG
    of = replace(nodes[0], unit=checker.same_unit(tree, *nodes), range=_joined(_name(tree), nodes))
    source: Data = ["filled" if _name(tree) == "count" else "list", *(node.data for node in nodes)]
    found = _result(tree, function, of, source, [], some=True)
    exact = _name(tree) in ("sum", "min", "max")
    return replace(found, range=of.range if exact else found.range, table=checker.table(tree, *nodes))


def _of_filled(checker: Checker, tree: ast.Call, function: Aggregate) -> Node:
    """Those of several single values that are there."""
    inner = tree.args[0]
    if not isinstance(inner, ast.Call) or function.columns > 1:
        return checker.wrong(inner, "formula-wrong-kind", case="column")
    most = 1 + len(function.extra)
    if not _counted(checker, tree, most, most) or not _counted(checker, inner, 1):
        return WRONG
    nodes = _same_kind(checker, tree, function, inner.args)
    extra = _extra(checker, tree.args[1:], function)
    if not nodes or extra is None:
        return WRONG
    bounds = ranges.union(node.range for node in nodes)
    of = replace(nodes[0], unit=checker.same_unit(tree, *nodes), range=bounds)
    found = _result(tree, function, of, ["filled", *(node.data for node in nodes)], extra, some=True)
    return replace(found, table=checker.table(tree, *nodes))


def _is_filled(tree: ast.expr) -> bool:
    return isinstance(tree, ast.Call) and _name(tree) == "filled"


def _same_kind(checker: Checker, tree: ast.Call, function: Aggregate, args: list[ast.expr]) -> list[Node]:
    nodes = [checker.want(arg, checker.visit(arg), *function.takes) for arg in args]
    if any(node.kind == "any" for node in nodes):
        return []
    kinds = {node.kind for node in nodes}
    if len(kinds) > 1 and _name(tree) != "count":
        checker.report(tree, "formula-wrong-kind", case="compare")
        return []
    return nodes


def _joined(name: str, nodes: list[Node]) -> Range:
    bounds = [node.range for node in nodes]
    if name == "sum":
        found = ranges.exactly(0)
        for part in bounds:
            found = ranges.add(found, part)
        return found
    if name in ("min", "max"):
        pick = min if name == "min" else max
        ends = Range(pick(b.lo for b in bounds), pick(b.hi for b in bounds))
        return replace(ends, nonzero=not any(b.has_zero for b in bounds))
    return ranges.union(bounds)


def _count(checker: Checker, tree: ast.Call) -> Node | None:
    """`count(table)` and `count(choices)`; None if it is a count of values."""
    if len(tree.args) != 1:
        return None
    arg = tree.args[0]
    if isinstance(arg, ast.Name) and _is_table(checker, arg.id):
        checker.note((checker.table_id(arg.id), ""), arg)
        return Node("number", ["height", checker.table_id(arg.id)], range=ranges.NOT_NEGATIVE)
    if isinstance(arg, ast.Name) and arg.id in checker.scope.names:
        node = checker.visit(arg)
        if node.kind == "choices":
            most = len(node.options or ())
            return Node("number", ["size", node.data], range=Range(0, most or math.inf))
    return None


def _is_table(checker: Checker, name: str) -> bool:
    return name in checker.scope.tables and name not in checker.scope.names


def _row_wise(checker: Checker, tree: ast.Call) -> Node:
    row = checker.scope.row
    if row is None or checker.row_as_column:
        return checker.wrong(tree, "formula-wrong-kind", case="row-wise", name=_name(tree))
    if not _counted(checker, tree, 1, 1):
        return WRONG
    checker.row_as_column = True
    node = checker.want(tree.args[0], checker.visit(tree.args[0]), "number")
    checker.row_as_column = False
    if node.kind == "any":
        return WRONG
    if node.table != row:
        return checker.wrong(tree.args[0], "formula-wrong-kind", case="own-column", known=[row])
    first = Range(1, math.inf) if _name(tree) == "rank" else ranges.ALL
    return Node("number", [_name(tree), checker.table_id(row), node.data], Unit(), first)


def _filled(checker: Checker, tree: ast.Call) -> Node:
    return checker.wrong(tree, "formula-wrong-kind", case="filled", name="filled")


_OTHERS: dict[str, Callable[[Checker, ast.Call], Node]] = {
    "round": _round,
    "given": _given,
    "filled": _filled,
    "rank": _row_wise,
    "cumshare": _row_wise,
}
