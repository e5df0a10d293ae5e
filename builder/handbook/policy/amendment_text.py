"""An amendment in the words of a statute: 将第三条修改为：“……”, 增加一条，作为第四条：“……”, 删去第五条。

Legal text, not interface: it is Chinese whatever language the handbook's words are in. What is changed or repealed
is cited by its old number, what is added by its new one.
"""

from __future__ import annotations

from dataclasses import dataclass

from handbook.model.scheme import Amendment, Change, Row
from handbook.policy import amend, numbering
from handbook.policy.status import date
from handbook.policy.text import Clause, Text

_UNITS = {"chapter": "章", "article": "条", "paragraph": "款", "item": "项", "point": "目"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One change: how it reads, the lines it puts in quotation marks, and why it was made."""

    number: str
    """一, 二, …; empty for the closing words."""
    text: str
    quoted: tuple[str, ...]
    reason: str

    def __str__(self) -> str:
        head = f"{self.number}、" if self.number else ""
        lines = "\n".join(self.quoted)
        return f"{head}{self.text}：\n“{lines}”" if lines else f"{head}{self.text}。"


def sentences(old: Text, new: Text, amendment: Amendment) -> tuple[Sentence, ...]:
    """The amendment's changes in order, then what becomes of the numbers and from when it applies."""
    made = [(*_worded(change, old, new), change.reason) for change in amendment.changes]
    counted = tuple(
        Sentence(numbering.chinese(number), text, quoted, reason)
        for number, (text, quoted, reason) in enumerate(made, 1)
    )
    return (*counted, *_closing(old, new, amendment))


def _closing(old: Text, new: Text, amendment: Amendment) -> tuple[Sentence, ...]:
    moved = any(clause.label != new.by_id[clause.id].label for clause in old.clauses if clause.id in new.by_id)
    words = ["条文序号按照修改后的顺序重新编排，引用的条号相应调整"] if moved else []
    words.append(f"本修正案自{date(amendment.effective)}起施行")
    return tuple(Sentence("", text, (), "") for text in words)


def _worded(change: Change, old: Text, new: Text) -> tuple[str, tuple[str, ...]]:
    if change.op == "add":
        return _added(change, new)
    ident = change.clause or ""
    clause = old.by_id.get(ident) or new.by_id.get(ident)
    if clause is None:
        return _part(change, ident, old, new)
    if change.op == "repeal":
        return f"删去{clause.label}", ()
    return _changed(change, clause, new)


def _changed(change: Change, clause: Clause, new: Text) -> tuple[str, tuple[str, ...]]:
    present = new.by_id.get(clause.id) or new.by_id.get(new.former.get(clause.id, ""))
    payload = any(getattr(change, part) is not None for part in amend.PARTS)
    if change.text is None and not payload:
        name = "章名" if clause.kind == "chapter" else "条旨"
        return f"将{clause.label}的{name}修改为“{change.title}”", ()
    return f"将{clause.label}修改为", lines(new, present.id) if present else (change.text or "",)


def _added(change: Change, new: Text) -> tuple[str, tuple[str, ...]]:
    for kind, unit in _UNITS.items():
        if (part := getattr(change, kind)) is not None:
            clause = new.by_id.get(part.id)
            if clause is None:  # repealed again further down
                return f"增加一{unit}", ()
            parent = new.by_id[clause.parent].label if clause.parent and kind not in ("chapter", "article") else ""
            own = clause.label.removeprefix(parent) or clause.label
            return f"{parent}增加一{unit}，作为{own}", lines(new, clause.id)
    if change.definition is not None:
        return f"增加术语“{change.definition.term}”", (change.definition.define,)
    return "在违规处理矩阵中增加一行", (_row(change.row, new),) if change.row else ()


def _part(change: Change, ident: str, old: Text, new: Text) -> tuple[str, tuple[str, ...]]:
    """A change or repeal of a definition or a row."""
    terms = {item.id: item for item in (*new.scheme.definitions, *old.scheme.definitions)}
    rows = {row.id: row for row in (*new.matrix.rows, *old.matrix.rows)}
    if ident in terms:
        if change.op == "repeal":
            return f"删去术语“{terms[ident].term}”", ()
        now = next((item for item in new.scheme.definitions if item.id == ident), terms[ident])
        renamed = f"改称“{now.term}”，" if now.term != terms[ident].term else ""
        return f"将术语“{terms[ident].term}”{renamed}的定义修改为", (now.define,)
    behaviour = rows[ident].behaviour if ident in rows else ident
    if change.op == "repeal":
        return f"删去违规处理矩阵中“{behaviour}”一行", ()
    return f"将违规处理矩阵中“{behaviour}”一行修改为", (_row(change.row, new),) if change.row else ()


def _row(row: Row, new: Text) -> str:
    tiers = {tier.id: tier.name for tier in new.matrix.tiers}
    again = f"第{numbering.chinese(row.occurrence)}次，" if row.occurrence > 1 else ""
    return f"{row.behaviour.rstrip('。')}，{again}处理为{tiers.get(row.tier, row.tier)}，由{row.decider}决定。"


def lines(text: Text, ident: str) -> tuple[str, ...]:
    """A clause and all below it as printed, a line each: number, title in brackets, words."""
    clause = text.by_id[ident]
    below = text.children(ident)
    if clause.kind == "article":
        first, *rest = below
        title = f"（{clause.title}）" if clause.title else ""
        opening = f"{clause.printed}{title}　{first.text}"
        return (opening, *_inside(text, first.id), *(line for other in rest for line in lines(text, other.id)))
    if clause.kind == "chapter":
        return (f"{clause.printed}　{clause.title}", *_inside(text, ident))
    return (f"{clause.printed}{clause.text}", *_inside(text, ident))


def _inside(text: Text, ident: str) -> tuple[str, ...]:
    return tuple(line for child in text.children(ident) for line in lines(text, child.id))
