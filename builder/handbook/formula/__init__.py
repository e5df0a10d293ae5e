"""The formula language of worksheets: a checked subset of Python expressions (docs/formulas.md).

Formulas are parsed, checked and compiled here, to data that `handbook.scoring` and the browser
evaluate. Nothing here evaluates, and nothing anywhere calls `eval`.
"""

from handbook.formula.check import compile_formula, dependencies
from handbook.formula.compile import CompiledWorksheet, SheetProblem, compile_worksheet, worksheet_scope
from handbook.formula.types import Data, Formula, Key, Kind, Name, Problem, Scope, Table

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
