"""A quiz as it is, and its sheet → the quiz as it should be, with where each part of it was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from handbook.diagnostics import Diagnostics, nearest
from handbook.exchange.bank.ids import Identified, new_question, part_ids
from handbook.exchange.bank.layout import ORDER, PARTS, QUESTION, QUIZ, QUIZ_ORDER, TYPES, cells_of
from handbook.exchange.bank.parse import Block, Line
from handbook.exchange.bank.rows import Row, bucket_names, plain_text, show_question, show_quiz, stamp, tidy
from handbook.exchange.bank.table import Table
from handbook.exchange.bank.values import changed, in_order, value, woven
from handbook.source.edit import same

Typed = tuple[Table, int]
"""A row of a sheet."""
_AGAIN = "\0"


@dataclass(slots=True)
class MergeResult:
    """A quiz as it should become, with messages. `rows` says where questions and parts were typed."""

    old: Mapping[str, Any]
    new: dict[str, Any]
    rows: dict[tuple[str | int, ...], Typed] = field(default_factory=dict)
    """The way to a question or a part in `new` → its row; () is the quiz's own row."""
    corner: Typed | None = None
    """Any row of the quiz's sheet, for what is about none."""
    changed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    newer: list[str] = field(default_factory=list)
    moved: bool = False
    settings: bool = False

    @property
    def untouched(self) -> bool:
        """Return whether nothing is to be written."""
        return same(self.old, self.new)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part as it should be, and its row."""

    kind: str
    value: Any
    line: Line | None


class Merger:
    """Merges one quiz; problems go to `sink`."""

    def __init__(self, quiz: Mapping[str, Any], others: Mapping[str, str], remove: bool, sink: Diagnostics) -> None:
        self._quiz = quiz
        self._remove = remove
        self._sink = sink
        self._ids = Identified(quiz, others, sink)
        self._missing: list[str] = []
        """Parts of the question being merged that the sheet has not and the handbook keeps."""
        self.merged = MergeResult(quiz, dict(quiz))

    def settings(self, block: Block) -> None:
        """Take the quiz's own row."""
        row, shown = block.head.row, show_quiz(self._quiz)
        new = changed(self.merged.new, shown.cells, row.cells, QUIZ, QUIZ_ORDER)
        self.merged.rows[()] = (block.table, block.head.number)
        if same(new, self.merged.new) or self._is_newer(block, [shown], self._quiz["id"]):
            return
        self.merged.new, self.merged.settings = new, True

    def questions(self, table: Table, blocks: Sequence[Block]) -> None:
        """Take the sheet of the quiz's questions."""
        merged = self.merged
        merged.corner = (table, 1)
        old = {one["id"]: one for one in self._quiz["questions"]}
        found = self._identified(blocks, old)
        exported = table.exported or list(old)
        missing = [ident for ident in old if ident not in found]
        sound = all(block.sound for block in blocks)
        gone = [ident for ident in missing if self._remove and sound and ident in exported]
        merged.removed += gone
        merged.kept += [ident for ident in missing if ident in exported and ident not in gone]
        wanted = {ident: self._question(ident, block, old.get(ident)) for ident, block in found.items()}
        broken = [ident for ident, block in found.items() if ident not in old and not block.sound]
        order = [one for one in woven(list(old), list(found), exported) if one not in (*gone, *broken)]
        merged.moved = [one for one in order if one in old] != [one for one in old if one in order]
        merged.new = {**merged.new, "questions": [wanted.get(one, (old.get(one), ()))[0] for one in order]}
        for at, ident in enumerate(order):
            for way, line in wanted[ident][1] if ident in wanted else ():
                merged.rows["questions", at, *way] = (table, line)

    def _identified(self, blocks: Sequence[Block], old: Mapping[str, Any]) -> dict[str, Block]:
        """Blocks by the id of their question; those with problems are left out."""
        said = {id(block): self._ids.question(block) for block in blocks}
        found: dict[str, Block] = {}
        for block in blocks:
            ident = said[id(block)] or self._ids.adopted(block)
            if ident is None and not block.head.row.id:
                ident = new_question(block, {*old, *found})
            if ident is not None:
                found[ident] = block
        return found

    def _question(self, ident: str, block: Block, old: Mapping[str, Any] | None) -> tuple[Any, list[Any]]:
        """The question as it should be, and its rows by the way to what they say in it."""
        shown = show_question(old) if old else ()
        self._missing = []
        idents = part_ids(block, shown, self._sink)
        typed = [Row(line.row.kind, name, line.row.cells) for line, name in zip(block.lines[1:], idents, strict=True)]
        lines = [Line(line.number, row) for line, row in zip(block.lines[1:], typed, strict=True)]
        new, rows = self._built(ident, block, lines, old)
        if block.sound and (block.stamp in ("", stamp(shown)) or block.stamp != stamp(block.rows)):
            self.merged.kept += [f"{ident}/{name}" for name in self._missing]
        if not block.sound or (old is not None and same(new, old)):
            return (old if old is not None else new), rows
        if old is not None and self._is_newer(block, shown, ident):
            return old, rows
        (self.merged.changed if old is not None else self.merged.added).append(ident)
        return new, rows

    def _is_newer(self, block: Block, shown: Sequence[Row], ident: str) -> bool:
        """Return whether what differs was changed in the handbook, not here; changed in both is a conflict."""
        if not block.stamp or block.stamp == stamp(shown):
            return False
        if block.stamp == stamp(block.rows):
            self.merged.newer.append(ident)
        else:
            column = "quiz" if block.head.row.kind == "quiz" else "question"
            self._sink.add("workbook-change", block.table.where(block.head.number, column), case="conflict", id=ident)
        return True

    def _built(
        self, ident: str, block: Block, lines: Sequence[Line], old: Mapping[str, Any] | None
    ) -> tuple[dict[str, Any], list[Any]]:
        kind = block.head.row.kind
        start = dict(old) if old else {"id": ident, "type": kind}
        start["type"] = kind
        shown = show_question(old)[0].cells if old else {}
        new = changed(start, shown, block.head.row.cells, {**QUESTION, **TYPES[kind].cells})
        rows: list[Any] = [((), block.head.number)]
        if kind == "truefalse":
            self._verdicts(new, block, lines, old)
            rows += [((f"why_{line.row.id}",), line.number) for line in lines]
            return in_order(start, new, ORDER), rows
        for key in dict.fromkeys(PARTS[part].key for part in TYPES[kind].parts):
            parts = self._parts(key, block, lines, old)
            if parts or new.get(key):
                new[key] = [part.value for part in parts]
            rows += [((key, at), part.line.number) for at, part in enumerate(parts) if part.line]
        if new.get("extra") == []:
            del new["extra"]
        self._classes(new, block, lines)
        return in_order(start, new, ORDER), rows

    def _verdicts(
        self, new: dict[str, Any], block: Block, lines: Sequence[Line], old: Mapping[str, Any] | None
    ) -> None:
        """The two rows of a true/false question: which is right, and why."""
        shown = {row.id: row for row in show_question(old)[1:]} if old else {}
        right = [line for line in lines if line.row.cells.get("answer")]
        for line in lines:
            text = line.row.cells.get("explain", "")
            before = shown[line.row.id].cells.get("explain", "") if line.row.id in shown else ""
            if text != before:
                field = PARTS["verdict"].cells["explain"]
                new.pop(f"why_{line.row.id}", None)
                new |= {f"why_{line.row.id}": value(text, field)} if text else {}
        if len(right) == 1:
            new["answer"] = right[0].row.id == "true"
        elif len(lines) == 2:  # noqa: PLR2004 - true and false
            where = block.table.where((right or lines)[-1].number, "answer")
            self._sink.add("quiz-key", where, case="several" if right else "none")
            block.sound = False

    def _parts(self, key: str, block: Block, lines: Sequence[Line], old: Mapping[str, Any] | None) -> list[_Part]:
        """The parts of one list, in order, those that the sheet has not and the handbook keeps among them."""
        there = list((old or {}).get(key) or ())
        names = _numbered([_name(one) for one in there])
        shown = {row.id: row for row in (show_question(old)[1:] if old else ()) if PARTS[row.kind].key == key}
        found = [line for line in lines if PARTS[line.row.kind].key == key]
        said = _numbered([line.row.id or line.row.cells.get("answer", "") for line in found])
        typed = dict(zip(said, found, strict=True))
        missing = [name for name in names if name not in typed]
        self._missing += [name.partition(_AGAIN)[0] for name in missing if not self._remove]
        order = [one for one in woven(names, list(typed), names) if not (self._remove and one in missing)]
        return [self._part(one, typed.get(one), there, names, shown) for one in order]

    def _part(
        self, name: str, line: Line | None, there: list[Any], names: list[str], shown: Mapping[str, Row]
    ) -> _Part:
        before = there[names.index(name)] if name in names else None
        if line is None:
            return _Part("", before, None)
        kind = line.row.kind
        if kind == "extra":
            return _Part(kind, before if before is not None else name.partition(_AGAIN)[0], line)
        cells = {column: one for column, one in cells_of(kind).items() if one.kind != "bucket"}
        start = before if before is not None else {"id": name}
        was = shown[name].cells if name in shown else {}
        return _Part(kind, changed(start, was, line.row.cells, cells), line)

    def _classes(self, new: dict[str, Any], block: Block, lines: Sequence[Line]) -> None:
        """Give each item the class that its cell names: by its label now, by its id, or by its label before."""
        if block.head.row.kind != "sort":
            return
        idents = {one["id"]: one["id"] for one in new.get("buckets") or ()}
        now = {name: ident for ident, name in bucket_names(new).items()}
        before = {name: ident for ident, name in bucket_names(self._old_of(new)).items() if ident in idents}
        known = {**before, **idents, **now}
        said = {line.row.id: line for line in lines if line.row.kind == "item"}
        for at, one in enumerate(new.get("items") or ()):
            if (line := said.get(one["id"])) is None:
                continue
            name = line.row.cells.get("answer", "")
            if name and name not in known:
                args = {"value": name, "known": list(now), "near": nearest(name, now)}
                self._sink.add("workbook-value", block.table.where(line.number, "answer"), case="bucket", **args)
                block.sound = False
            else:
                new["items"][at] = _in_class(one, known.get(name, ""))

    def _old_of(self, new: Mapping[str, Any]) -> Mapping[str, Any]:
        return next((one for one in self._quiz["questions"] if one["id"] == new["id"]), {})


def _in_class(item: Mapping[str, Any], bucket: str) -> dict[str, Any]:
    new = {key: value for key, value in item.items() if key != "bucket" or bucket}
    return in_order(item, new | ({"bucket": bucket} if bucket else {}), ORDER)


def _name(value: Any) -> str:
    return str(value["id"]) if isinstance(value, dict) else tidy(plain_text(value))


def _numbered(names: Sequence[str]) -> list[str]:
    """Names of which each is another: plain texts may be there twice."""
    return [f"{name}{_AGAIN}{at}" if name in names[:at] else name for at, name in enumerate(names)]
