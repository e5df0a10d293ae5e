"""The question bank as a workbook: `handbook bank export` writes it, `handbook bank import` takes it back.

export: YAML values ─show→ rows ─workbook→ .xlsx
import: .xlsx ─reader→ cells ─table, entries→ rows ─merge→ wanted values ─rewrite→ YAML text ─check→ files

Cells are compared, never texts: what shows the same in a cell as the YAML does is left as its author wrote it.
"""
