"""Hypothesis strategies: well-typed formulas, the sheets around them, and what learners may type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handbook.formula.values import FIRST_DAY, LAST_DAY
from hypothesis import strategies as st

Strategy = st.SearchStrategy[str]

DAYS = st.integers(-20_000, 40_000)
DOUBLES = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(-1000, 1000).map(lambda x: round(x, 3)),
    st.integers(-1000, 1000).map(float),
    st.sampled_from([0.0, -0.0, 0.5, 1.005, 2.675, 1e21, 1e22, 5e-324, 1.7976931348623157e308, 999999.9999995]),
)

FIELDS: dict[str, Any] = {
    "n": {"type": "number"},
    "m": {"type": "number"},
    "p": {"type": "number", "min": 0, "max": 1},
    "star": {"type": "rating"},
    "s": {"type": "text"},
    "pick": {"type": "choice", "options": ["one", "two"]},
    "many": {"type": "choices", "options": ["one", "two", "three"]},
    "yes": {"type": "yesno"},
    "d": {"type": "date"},
    "e": {"type": "date"},
    "t": {"type": "time"},
    "u": {"type": "time"},
    "hidden": {"type": "number", "visible_if": "n > 0"},
    "bins": {"type": "sort", "items": ["ia", "ib", "ic"], "buckets": ["ba", "bb"]},
    "top": {"type": "rank", "items": ["ra", "rb"]},
}
COLUMNS = {"x": "number", "y": "number", "k": "choice", "w": "text", "ok": "yesno", "on": "date", "at": "time"}


def _options(ids: list[str]) -> list[dict[str, str]]:
    return [{"id": ident, "label": ident} for ident in ids]


def _field(ident: str, known: dict[str, Any]) -> dict[str, Any]:
    lists = {key: _options(known[key]) for key in ("options", "items", "buckets") if key in known}
    return {"id": ident, "label": ident, **known, **lists}


def _column(ident: str, kind: str) -> dict[str, Any]:
    options = {"options": _options(["one", "two"])} if kind == "choice" else {}
    return {"id": ident, "label": ident, "type": kind, **options}


ANYWHERE = {
    "number": [
        *(f"(<number> {sign} <number>)" for sign in ("+", "-", "*", "/", "//", "%")),
        *(f"(<number>) ** {exponent}" for exponent in ("2", "3", "-1", "(-2)", "0", "n", "17")),
        *(f"{name}(<number>)" for name in ("abs", "floor", "ceil", "sqrt", "round", "-")),
        *(f"round(<number>, {places})" for places in (-2, 1, 6)),
        *(f"{name}(<date>)" for name in ("year", "month", "day", "weekday")),
        "(<number> if <bool> else <number>)",
        "(<date> - <date>)",
        "(<time> - <time>)",
        "workdays(<date>, <date>)",
        "length(<text>)",
        "digits(<text>)",
    ],
    "bool": [
        *(f"(<number> {sign} <number>)" for sign in ("==", "!=", "<", "<=", ">", ">=")),
        *(f"(<text> {sign} <text>)" for sign in ("==", "!=", "in", "not in")),
        *(f"(<date> {sign} <date>)" for sign in ("==", "<", ">=")),
        *(f"(<bool> {sign} <bool>)" for sign in ("and", "or", "==", "and", "or")),
        "(<number> < <number> <= <number>)",
        "(not <bool>)",
        "(<number> in (1, 2.5, -3))",
        "(<number> not in (0, 1))",
        "(pick in ('one', 'two'))",
        "('two' in many)",
    ],
    "text": ["(<text> + <text>)", "(<text> if <bool> else <text>)"],
    "date": ["(<date> + <number>)", "(<date> - <number>)", "date(2024, 2, <number>)"],
    "time": ["(<time> + <number>)", "(<time> - <number>)", "time(<number>, 30)"],
}
"""Formulas by kind; `<kind>` stands for any formula of that kind, of one value or, inside an aggregate, of a column."""

SINGLE = {
    "number": [
        *(f"{name}([number])" for name in ("sum", "mean", "median", "min", "max", "count", "stdev", "gini")),
        *(f"{name}([number], [bool])" for name in ("sum", "mean", "median", "min", "count", "stdev")),
        *(f"{name}(<number>, <number>, <number>)" for name in ("sum", "mean", "median", "min", "max")),
        *(f"{name}(filled(<number>, <number>))" for name in ("sum", "mean", "stdev", "max")),
        *(f"count([{kind}])" for kind in ("text", "date", "time", "bool")),
        *("count(many)", "count(tab)", "count(n, s, d, many, yes)", "streak(tab.ok)"),
        *("top_share([number], 0.2)", "top_share([number], m)", "quantile([number], p)"),
        *("slope([number], [number])", "nth([number], [number], 1)", "nth([number], [number], n, [bool])"),
    ],
    "bool": [f"given({name})" for name in ("n", "s", "many", "d", "hidden", "bins.ba")],
    "text": ["nth([text], [number], 1)"],
    "date": ["min([date])", "max([date])"],
    "time": ["max([time])"],
}
ROW = {
    "number": [
        *("rank([number])", "cumshare([number])", "sum([number], tab.x > <number>)", "count(tab.x, tab.k == <text>)"),
        *("sum(tab.x * sum(tab.y, tab.x <= x))", "sum(tab.x / sum([number]))", "mean([number], tab.y < rank(tab.x))"),
    ],
}
COLUMN = {"bool": [f"given(tab.{name})" for name in COLUMNS]}

NAMES = {
    "number": ["n", "m", "p", "star", "hidden", "bins.ba", "bins.bb", "top.ra"],
    "text": ["s", "pick"],
    "bool": ["yes"],
    "date": ["d", "e", "today()"],
    "time": ["t", "u"],
}
CELLS = {"number": ["x", "y"], "text": ["k", "w"], "bool": ["ok"], "date": ["on"], "time": ["at"]}
LITERALS: dict[str, Strategy] = {
    "number": st.one_of(
        st.integers(0, 100).map(str),
        st.floats(0, allow_infinity=False).map(repr),
        st.sampled_from(["0.1", "60", "10000", "1e300", "1e-300"]),
    ),
    "text": st.sampled_from(["'one'", "'two'", "('一二' + '')", '("三 3" + s)']),
    "bool": st.sampled_from(["True", "false"]),
    "date": st.just("date(2024, 2, 29)"),
    "time": st.just("time(9, 30)"),
}
_HOLE = re.compile(r"<(\w+)>|\[(\w+)\]")


class Writer:
    """Draws formulas. `row` while they are for a computed column; `outputs` are names of results by kind."""

    def __init__(self, draw: st.DrawFn, *, row: bool = False, outputs: dict[str, list[str]] | None = None) -> None:
        self._draw = draw
        self._row = row
        self._outputs = outputs or {}

    def formula(self, kind: str, depth: int, *, column: bool = False) -> str:
        """A formula of the kind, at most so deep, for one value or for a whole column."""
        if depth == 0 or self._draw(st.integers(0, 3)) == 0:
            return self._leaf(kind, column)
        shape = self._draw(st.sampled_from(self._shapes(kind, column)))
        first = shape.index("<") if "<" in shape else 0
        return _HOLE.sub(lambda hole: self._fill(hole, depth - 1, column, hole.start() == first), shape)

    def _shapes(self, kind: str, column: bool) -> list[str]:
        if column:
            return [*(shape for shape in ANYWHERE[kind] if "<" in shape), *COLUMN.get(kind, ())]
        return [*ANYWHERE[kind], *SINGLE.get(kind, ()), *(ROW.get(kind, ()) if self._row else ())]

    def _fill(self, hole: re.Match[str], depth: int, column: bool, first: bool) -> str:
        """A column needs one part that is a column; the others may be single values."""
        if hole[2]:
            return self.formula(hole[2], min(depth, 1), column=True)
        return self.formula(hole[1], depth, column=column and (first or self._draw(st.booleans())))

    def _leaf(self, kind: str, column: bool) -> str:
        if column:
            return "tab." + self._draw(st.sampled_from(CELLS[kind]))
        names = [*NAMES[kind], *self._outputs.get(kind, ()), *(CELLS[kind] * 2 if self._row else ())]
        return self._draw(st.one_of(st.sampled_from(names), st.sampled_from(names), LITERALS[kind]))


@st.composite
def sheets(draw: st.DrawFn) -> dict[str, Any]:
    """A worksheet with random outputs, which may use each other, and computed columns."""
    kinds = ["number", "number", "number", "text", "bool", "date", "time"]
    columns = [_column(ident, kind) for ident, kind in COLUMNS.items()]
    row = Writer(draw, row=True)
    for ident in ("ca", "cb"):
        kind = draw(st.sampled_from(kinds))
        columns.append({"id": ident, "label": ident, "formula": row.formula(kind, 2)})
    columns[0]["total"] = draw(st.sampled_from(["sum", "mean", "min", "max", "count"]))
    outputs: list[dict[str, Any]] = []
    known: dict[str, list[str]] = {}
    for number in range(draw(st.integers(1, 4))):
        kind, ident = draw(st.sampled_from(kinds)), f"out{number}"
        formula = Writer(draw, outputs=known).formula(kind, 3)
        outputs.append({"id": ident, "label": ident, "formula": formula})
        known.setdefault(kind, []).append(ident)
    outputs.append({"id": "cells", "label": "cells", "formula": "count(tab.ca) + count(tab.cb)"})
    outputs[0]["visible_if"] = Writer(draw).formula("bool", 1)
    table = {"id": "tab", "label": "tab", "type": "table", "rows": 3, "columns": columns}
    fields = [*(_field(ident, known) for ident, known in FIELDS.items()), table]
    return {
        "id": "sheet",
        "kind": "worksheet",
        "title": "sheet",
        "outcome": "time.log",
        "minutes": 5,
        "fields": fields,
        "outputs": draw(st.permutations(outputs)),
    }


def _iso(days: int) -> str:
    from handbook.formula.numbers import day

    return day(days)


_NUMBER = st.one_of(st.none(), DOUBLES, st.sampled_from(["", "1,000", "１２．５", "−3", "x", "3 "]), st.integers(-5, 5))
_TEXT = st.one_of(st.none(), st.sampled_from(["", "one", "two", "  一 ", "a1b２"]), st.text("ab0１ ￿𠮷", max_size=4))
_DATE = st.one_of(
    st.none(),
    DAYS.map(_iso),
    st.sampled_from(["2024-02-29", "2023-02-29", "2025/1/5", "", "2025年1月5日", "9999-12-31"]),
)
_TIME = st.one_of(st.none(), st.sampled_from(["09:30", "23:59", "00:00", "7：05", "25:00", ""]))
_BOOL = st.sampled_from([None, True, False, "true", "no", ""])
_CHOICE = st.sampled_from([None, "one", "two", "three"])
_BY_TYPE: dict[str, st.SearchStrategy[object]] = {
    "number": _NUMBER,
    "rating": st.integers(0, 6) | st.none(),
    "text": _TEXT,
    "choice": _CHOICE,
    "choices": st.lists(st.sampled_from(["one", "two", "three", "four"])) | st.none(),
    "yesno": _BOOL,
    "date": _DATE,
    "time": _TIME,
    "sort": st.dictionaries(st.sampled_from(["ia", "ib", "ic", "old"]), st.sampled_from(["ba", "bb", "", "bz"])),
    "rank": st.dictionaries(st.sampled_from(["ra", "rb"]), st.sampled_from([1, 2, "2", "", "x"])),
}


def answers() -> st.SearchStrategy[dict[str, object]]:
    """Answers to the fields of `sheets`, as an answers file has them."""
    row = st.fixed_dictionaries({ident: _BY_TYPE[kind] for ident, kind in COLUMNS.items()})
    rows = st.lists(row, max_size=5)
    return st.fixed_dictionaries({ident: _BY_TYPE[known["type"]] for ident, known in FIELDS.items()} | {"tab": rows})


def paths(found: dict[str, object]) -> Iterator[tuple[str, object]]:
    """The same answers control by control."""
    for name, value in found.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{part}", raw) for part, raw in value.items())
        elif name == "tab" and isinstance(value, list):
            for number, row in enumerate(value):
                yield from ((f"tab.{number}.{column}", raw) for column, raw in row.items())
        else:
            yield name, value


KNOWN = st.one_of(
    st.fixed_dictionaries({"kind": st.sampled_from(["text", "bool", "date", "time", "choices", "number"])}),
    st.just({"kind": "number", "lo": -2, "hi": 1000}),
    st.just({"kind": "text", "options": ["one", "一"]}),
    st.just({"kind": "choices", "options": ["one"]}),
)
_SCRIBBLE = st.text("0123456789０１９,，.．。- −–＋+:：/年月日是 \u3000\u00a0oneyes一", max_size=12)
RAW = st.one_of(
    _SCRIBBLE,
    st.text(st.characters(codec="utf-8"), max_size=8),
    DOUBLES,
    st.booleans(),
    st.none(),
    st.lists(st.sampled_from(["one", "two"])),
    DAYS.map(_iso),
    st.sampled_from(
        ["true", "NO", "１", "是", "1e5", "1,000,000.5", "10,00", "１，０００", "+ 5", "09:30:15", "24:00"]
    ),
    st.integers(FIRST_DAY, LAST_DAY).map(_iso),
)
