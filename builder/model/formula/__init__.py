"""The formula language of worksheets: a checked subset of Python expressions (docs/formulas.md).

Formulas are parsed, checked and compiled here, to data that `builder.scoring` and the browser
evaluate. Nothing here evaluates, and nothing anywhere calls `eval`.
"""

from builder.model.formula.check import compile_formula, dependencies
from builder.model.formula.kinds import Data, Formula, Key, Kind, Name, Problem, Scope, Table
from builder.model.formula.sheet import CompiledWorksheet, SheetProblem, compile_worksheet, worksheet_scope

__all__ = [
    "CompiledWorksheet",
    "Data",
    "Formula",
    "Key",
    "Kind",
    "Name",
    "Problem",
    "Scope",
    "SheetProblem",
    "Table",
    "compile_formula",
    "compile_worksheet",
    "dependencies",
    "worksheet_scope",
]
