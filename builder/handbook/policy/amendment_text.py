"""An amendment in the words of a statute: 将第三条修改为：“……”, 增加一条，作为第四条：“……”, 删去第五条。

Legal text, not interface: it is Chinese whatever language the handbook's words are in. What is changed or repealed
is cited by its old number, what is added by its new one.
"""

from __future__ import annotations

from dataclasses import dataclass

from handbook.model.scheme import Amendment, Change, Row
from handbook.policy import amend, numbering
from handbook.policy.legal_text import say
from handbook.policy.status import date
from handbook.policy.text import Clause, Text

_KINDS = ("chapter", "article", "paragraph", "item", "point")


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
    words = [_text("renumbered")] if moved else []
    words.append(_text("applies", day=date(amendment.effective)))
    return tuple(Sentence("", text, (), "") for text in words)


def _worded(change: Change, old: Text, new: Text) -> tuple[str, tuple[str, ...]]:
    if change.op == "add":
        return _added(change, new)
    ident = change.clause or ""
    clause = old.by_id.get(ident) or new.by_id.get(ident)
    if clause is None:
        return _part(change, ident, old, new)
    if change.op == "repeal":
        return _text("repealed", label=clause.label), ()
    return _changed(change, clause, new)


def _changed(change: Change, clause: Clause, new: Text) -> tuple[str, tuple[str, ...]]:
    present = new.by_id.get(clause.id) or new.by_id.get(new.former.get(clause.id, ""))
    payload = any(getattr(change, part) is not None for part in amend.PARTS)
    if change.text is None and not payload:
        key = "chapter-title" if clause.kind == "chapter" else "title"
        return _text(key, label=clause.label, title=change.title), ()
    return _text("changed", label=clause.label), lines(new, present.id) if present else (change.text or "",)


def _added(change: Change, new: Text) -> tuple[str, tuple[str, ...]]:
    for kind in _KINDS:
        if (part := getattr(change, kind)) is not None:
            clause = new.by_id.get(part.id)
            if clause is None:  # repealed again further down
                return _text(f"added.{kind}", parent=""), ()
            parent = new.by_id[clause.parent].label if clause.parent and kind not in ("chapter", "article") else ""
            own = clause.label.removeprefix(parent) or clause.label
            return _text("added.as", added=_text(f"added.{kind}", parent=parent), own=own), lines(new, clause.id)
    if change.definition is not None:
        return _text("term.added", term=change.definition.term), (change.definition.define,)
    return _text("row.added"), (_row(change.row, new),) if change.row else ()


def _part(change: Change, ident: str, old: Text, new: Text) -> tuple[str, tuple[str, ...]]:
    """A change or repeal of a definition or a row."""
    terms = {item.id: item for item in (*new.scheme.definitions, *old.scheme.definitions)}
    rows = {row.id: row for row in (*new.matrix.rows, *old.matrix.rows)}
    if ident in terms:
        if change.op == "repeal":
            return _text("term.repealed", term=terms[ident].term), ()
        now = next((item for item in new.scheme.definitions if item.id == ident), terms[ident])
        renamed = _text("term.renamed", term=now.term) if now.term != terms[ident].term else ""
        return _text("term.changed", term=terms[ident].term, renamed=renamed), (now.define,)
    behaviour = rows[ident].behaviour if ident in rows else ident
    if change.op == "repeal":
        return _text("row.repealed", behaviour=behaviour), ()
    return _text("row.changed", behaviour=behaviour), (_row(change.row, new),) if change.row else ()


def _row(row: Row, new: Text) -> str:
    tiers = {tier.id: tier.name for tier in new.matrix.tiers}
    again = _text("row.again", n=numbering.chinese(row.occurrence)) if row.occurrence > 1 else ""
    tier = tiers.get(row.tier, row.tier)
    return _text("row.whole", behaviour=row.behaviour.rstrip("。"), again=again, tier=tier, decider=row.decider)


def _text(key: str, **args: object) -> str:
    return say(f"amendment.{key}", **args)


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
