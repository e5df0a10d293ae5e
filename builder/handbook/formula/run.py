"""A worksheet with answers → its results, computed cells, totals, and what is visible.

The definition is what handbook.formula.compile compiles; the page ships the same one. The browser's
twin is `createSheet` in frontend/src/scoring/formula.ts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handbook.formula.evaluate import Evaluator, Missing, Result
from handbook.formula.placed import PLACED
from handbook.formula.values import read

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a filled sheet. Cells of computed columns stand by table and column, one per row."""

    values: Mapping[str, Result]
    cells: Mapping[tuple[str, str], Sequence[Result]]
    totals: Mapping[tuple[str, str], Result]
    shown: Mapping[str, bool]


def evaluate_worksheet(definition: Mapping[str, Any], answers: Mapping[str, object], today: float) -> Results:
    """The results of a sheet; `answers` are as the answers file has them, `today` in days since 1970-01-01."""
    return Sheet(definition, answers, today).compute()


@dataclass
class Sheet:
    """One pass over a definition, and the environment of its formulas."""

    definition: Mapping[str, Any]
    answers: Mapping[str, object]
    today: float
    _scalars: dict[str, Result] = field(default_factory=dict)
    _columns: dict[tuple[str, str], list[Result]] = field(default_factory=dict)
    _rows: dict[str, list[int]] = field(default_factory=dict)
    _shown: dict[str, bool] = field(default_factory=dict)

    def compute(self) -> Results:
        """Everything, in the order of the definition's steps."""
        self._read_fields()
        self._read_tables()
        evaluator = Evaluator(self)
        values: dict[str, Result] = {}
        cells: dict[tuple[str, str], list[Result]] = {}
        totals: dict[tuple[str, str], Result] = {}
        for step in self.definition["steps"]:
            match step:
                case ["show", name, data]:
                    self._show(name, evaluator.result(data) is True)
                case ["value", name, data]:
                    values[name] = self._scalars[name] = evaluator.result(data)
                case ["cell", table, column, data]:
                    cells[table, column] = self._columns[table, column] = self._cells(evaluator, table, data)
                case ["total", table, column, data]:
                    totals[table, column] = evaluator.result(data)
        return Results(values, cells, totals, self._shown)

    # The environment of formulas

    def scalar(self, name: str) -> Result:
        """A field's or result's value."""
        return self._scalars[name]

    def cell(self, table: str, row: int, column: str) -> Result:
        """A cell's value."""
        return self._columns[table, column][row]

    def rows(self, table: str) -> Sequence[int]:
        """The rows in which something is filled in."""
        return self._rows[table]

    # Reading the answers

    def _read_fields(self) -> None:
        for name, known in self.definition["fields"].items():
            raw = self.answers.get(name)
            if "parts" in known:
                self._scalars |= _parts(name, known, raw)
            else:
                value = read(known, raw)
                self._scalars[name] = Missing((name,)) if value is None else value

    def _read_tables(self) -> None:
        for name, table in self.definition["tables"].items():
            raw = self.answers.get(name)
            rows = [row if isinstance(row, Mapping) else {} for row in raw] if isinstance(raw, (list, tuple)) else []
            read_rows = [{c: read(known, row.get(c)) for c, known in table["columns"].items()} for row in rows]
            self._rows[name] = [i for i, row in enumerate(read_rows) if any(v is not None for v in row.values())]
            for column in table["columns"]:
                missing = Missing((f"{name}.{column}",))
                cells = [row[column] for row in read_rows]
                self._columns[name, column] = [missing if value is None else value for value in cells]
            if "labels" in table:
                self._columns[name, "row_label"] = _labels(name, table["labels"], len(rows))

    # Computing

    def _cells(self, evaluator: Evaluator, table: str, data: Any) -> list[Result]:
        """A computed column; rows in which nothing is filled in have no value and need none."""
        found: list[Result] = [Missing()] * self._height(table)
        for row in self._rows[table]:
            found[row] = evaluator.result(data, table, row)
        return found

    def _height(self, table: str) -> int:
        return max((len(cells) for (name, _), cells in self._columns.items() if name == table), default=0)

    def _show(self, name: str, shown: bool) -> None:
        """Remove the values of what is hidden."""
        self._shown[name] = shown
        if shown:
            return
        if name in self.definition["tables"]:
            self._rows[name] = []
        elif name in self.definition["fields"]:
            hidden = [key for key in self._scalars if key.split(".")[0] == name]
            self._scalars |= dict.fromkeys(hidden, Missing((name,)))


def _parts(name: str, known: Mapping[str, Any], raw: object) -> dict[str, Result]:
    """The numbers of a field's parts."""
    given = raw if isinstance(raw, Mapping) else {}
    values = PLACED[known["kind"]].values(known, given)
    return {f"{name}.{part}": Missing((name,)) if value is None else value for part, value in values.items()}


def _labels(table: str, labels: Sequence[str], height: int) -> list[Result]:
    nameless: Result = Missing((f"{table}.row_label",))
    return [labels[row] if row < len(labels) else nameless for row in range(height)]
