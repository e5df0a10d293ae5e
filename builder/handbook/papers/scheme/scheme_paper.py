"""A release as a paper, and the paper of what changed between two: the same blocks, with or without marks."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from handbook.model.scheme import Article, Definition, Exemption, Row, Tier
from handbook.papers.scheme.document import (
    Block,
    Document,
    Heading,
    Line,
    Para,
    Piece,
    Pieces,
    Sheet,
    Signatures,
    Style,
    Table,
    between,
    mark_of,
    plain,
)
from handbook.papers.scheme.labels import PaperContext, bases, intents, roles, state, threshold
from handbook.policy.status import date, history_note
from handbook.policy.text import Clause, Kind, Text
from handbook.policy.text import plain as plain_text
from handbook.policy.versions import Release

T = TypeVar("T")
_STYLES: dict[Kind, Style] = {"paragraph": "clause", "item": "item", "point": "point"}
_NUMERALS = "一二三四五"


def scheme_document(setting: PaperContext, release: Release) -> Document:
    """The whole text of a version, with its annexes."""
    return _Paper(setting, release, release).document()


def redline_document(setting: PaperContext, old: Release, new: Release) -> Document:
    """The whole text of the newer version with every change from the older one marked."""
    return _Paper(setting, old, new).document()


def annex_tables(setting: PaperContext, release: Release) -> dict[str, list[Table]]:
    """The tables of the annexes that are part of the scheme, by annex; those without a table are left out."""
    paper = _Paper(setting, release, release)
    made = {make.__name__: list(make()) for make in (paper.definitions, paper.matrix, paper.exemptions)}
    tables = {name: [block for block in blocks if isinstance(block, Table)] for name, blocks in made.items()}
    return {name: found for name, found in tables.items() if found}


def line_of(clause: Clause) -> str:
    """A clause as it is printed: number, title in brackets, words."""
    if clause.kind == "chapter":
        return f"{clause.printed}　{clause.title}"
    if clause.kind == "article":
        return f"{clause.printed}（{clause.title}）" if clause.title else clause.printed
    return f"{clause.printed}{clause.text}"


def anchor(ident: str) -> str:
    """The name under which a clause is found in a file."""
    return f"clause-{ident}"


def aligned(old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable]) -> Iterator[tuple[T | None, T | None]]:
    """Both sequences as one, in order: pairs of equal key, and what only one side has or has elsewhere."""
    match = SequenceMatcher(None, [key(item) for item in old], [key(item) for item in new], autojunk=False)
    for tag, a, b, c, d in match.get_opcodes():
        if tag == "equal":
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from ((item, None) for item in old[a:b])
            yield from ((None, item) for item in new[c:d])


class _Paper:
    """One paper being made; `old` is `new` where nothing is compared."""

    def __init__(self, setting: PaperContext, old: Release, new: Release) -> None:
        self.setting, self.old, self.new = setting, old, new
        self.say = setting.say
        self.compared = old is not new

    def document(self) -> Document:
        scheme, frozen = self.new.scheme, self.new.frozen
        mark = frozen.hash if frozen else self.say("no_hash")
        return Document(
            title=self.title(),
            lead=tuple(self.lead()),
            header=scheme.title,
            footer=self.say("footer", number=scheme.number, version=scheme.version, hash=mark),
            banner=self.say("draft") if self.new.draft else "",
            contents=self.say("contents"),
            day=frozen.released if frozen else scheme.effective,
            author=scheme.owner,
            blocks=tuple(self.blocks()),
            page=self.say("page", page="{page}", pages="{pages}"),
        )

    def title(self) -> str:
        return self.new.scheme.title

    def lead(self) -> Iterator[str]:
        scheme = self.new.scheme
        if self.compared:
            yield self.say("redline", old=f"V{self.old.version}", new=f"V{self.new.version}")
            yield self.say("redline_note")
        elif note := history_note(self.setting.policy, self.new):
            yield note
        days = {"effective": date(scheme.effective), "review": date(scheme.review)}
        for keys in (("number", "version"), ("owner", "approver"), ("effective", "review")):
            shown = (self.say(f"front.{key}", value=days.get(key) or getattr(scheme, key)) for key in keys)
            yield "　　".join(shown)
        yield state(self.setting, self.new)

    def blocks(self) -> Iterator[Block]:
        yield from self.clauses()
        signers = (self.say("sign.company"), self.say("sign.approver", name=self.new.scheme.approver))
        yield Signatures((*signers, self.say("sign.workers")), self.say("sign.date"))
        makers = [self.definitions, self.matrix, self.exemptions]
        if not self.compared:
            makers.append(self.glosses)
        for number, make in zip(_NUMERALS, makers, strict=False):
            name = make.__name__
            yield Sheet(landscape=name in ("matrix", "glosses"))
            title = self.say("annex", number=number, title=self.say(f"annexes.{name}"))
            yield Heading(1, plain(title), f"annex-{name}")
            yield from make()

    def clauses(self) -> Iterator[Block]:
        for old, new in aligned(self.old.text.clauses, self.new.text.clauses, self.key):
            yield self.clause(old, new)

    def key(self, clause: Clause) -> tuple[str, str]:
        """Return the key that pairs clauses: present id and kind, since items are set otherwise than paragraphs."""
        former = self.new.text.former
        return (clause.id if clause.id in self.new.text.by_id else former.get(clause.id, clause.id), clause.kind)

    def clause(self, old: Clause | None, new: Clause | None) -> Block:
        shown = new or old
        assert shown is not None, "a pair has at least one side"  # noqa: S101 - for the type checker
        pieces = between(line_of(old) if old else None, line_of(new) if new else None)
        if old is new:
            pieces = linked(shown)
        name, mark = anchor(shown.id) if new else None, mark_of(old, new)
        if shown.kind in ("chapter", "article"):
            return Heading(1 if shown.kind == "chapter" else 2, pieces, name, mark)
        return Para(_STYLES[shown.kind], pieces, name, mark)

    def table(
        self,
        columns: tuple[tuple[str, int], ...],
        old: Sequence[T],
        new: Sequence[T],
        cells: Callable[[T, Release], tuple[str, ...]],
    ) -> Table:
        """A table whose rows are paired by permanent id."""
        lines = []
        for before, after in aligned(old, new, lambda item: item.id):  # type: ignore[attr-defined]
            was = cells(before, self.old) if before else ("",) * len(columns)
            now = cells(after, self.new) if after else ("",) * len(columns)
            made = tuple(between(a, b) for a, b in zip(was, now, strict=True))
            lines.append(Line(made, mark_of(before, after)))
        head = tuple(self.say(f"columns.{name}") for name, _ in columns)
        return Table(head, tuple(lines), tuple(width for _, width in columns))

    def definitions(self) -> Iterator[Block]:
        def cells(item: Definition, release: Release) -> tuple[str, ...]:
            return item.term, _read(item.define, release.text)

        columns = (("term", 2), ("define", 9))
        yield self.table(columns, self.old.scheme.definitions, self.new.scheme.definitions, cells)

    def matrix(self) -> Iterator[Block]:
        if name := self.new.matrix.investigator:
            was = self.old.matrix.investigator
            before = self.say("investigator", name=was) if was else None
            yield Para("plain", between(before, self.say("investigator", name=name)))
        yield self.table((("tier", 2), ("what", 8), ("expiry", 2)), self.old.matrix.tiers, self.new.matrix.tiers,
                         self.tier)  # fmt: skip
        columns = (("clause", 8), ("behaviour", 16), ("intent", 6), ("occurrence", 7), ("tier", 6), ("decider", 7),
                   ("evidence", 17), ("days", 9), ("excluded", 13))  # fmt: skip
        yield self.table(columns, self.old.matrix.rows, self.new.matrix.rows, self.row)

    def tier(self, item: Tier, release: Release) -> tuple[str, ...]:
        lapses = str(item.expiry_months) if item.expiry_months else self.say("never")
        return item.name, _read(item.text, release.text), lapses

    def row(self, item: Row, release: Release) -> tuple[str, ...]:
        label = release.text.by_id[item.clause].label if item.clause in release.text.by_id else item.clause
        tiers = {tier.id: tier.name for tier in release.matrix.tiers}
        by = f"（{self.say('by', name=item.investigator)}）" if item.investigator else ""
        return (
            label,
            f"{_read(item.behaviour, release.text)}；{threshold(self.setting, item)}",
            intents(self.setting, item),
            self.say("occurrence", n=item.occurrence, months=item.window_months),
            tiers.get(item.tier, item.tier),
            item.decider + by,
            "；".join(item.evidence),
            self.say("days", act=item.days_to_act, hearing=item.hearing_days, appeal=item.appeal_days),
            "；".join(item.excluded),
        )

    def exemptions(self) -> Iterator[Block]:
        old, new = self.old.scheme.exemptions, self.new.scheme.exemptions
        if not (old or new):
            yield Para("plain", plain(self.say("no_exemptions")))
            return
        columns = (("clause", 3), ("who", 4), ("exemption", 9), ("approved", 3), ("expires", 4))
        yield self.table(columns, old, new, self.exemption)

    def exemption(self, item: Exemption, release: Release) -> tuple[str, ...]:
        clause = release.text.by_id.get(item.clause)
        label = clause.label if clause else item.clause
        who = roles(release.scheme, item.roles)
        return label, who, _read(item.text, release.text), item.approved_by, date(item.expires)

    def glosses(self) -> Iterator[Block]:
        yield Para("small", plain(self.say("not_part")))
        lines = []
        for clause in self.new.text.clauses:
            source = clause.source
            if isinstance(source, Article) and (source.gloss or source.basis or source.roles):
                who = roles(self.new.scheme, source.roles)
                first = (prose(source.gloss or ""), self.say("roles", names=who) if who else "")
                cells = (line_of(clause), "\n".join(filter(None, first)), bases(self.setting, source))
                lines.append(Line(tuple(map(plain, cells))))
        head = tuple(self.say(f"columns.{name}") for name in ("clause", "gloss", "basis"))
        yield Table(head, tuple(lines), (4, 9, 12))


def _read(text: str, whole: Text) -> str:
    """A text with its references as labels and its terms bare, as the release's clauses have them."""
    labels = {clause.id: clause.label for clause in whole.clauses}
    return plain_text(text, labels, {})[0]


def linked(clause: Clause) -> Pieces:
    """The printed line of a clause, with links where it cites other clauses."""
    line = line_of(clause)
    shift = len(line) - len(clause.text)
    found, at = [], 0
    for span in clause.spans:
        if span.kind == "clause":
            found += [Piece(line[at : span.start + shift])]
            at = span.end + shift
            found += [Piece(line[span.start + shift : at], target=anchor(span.target))]
    return tuple(piece for piece in (*found, Piece(line[at:])) if piece.text)


def prose(text: str) -> str:
    """Markdown as plain lines: emphasis and blank lines taken out."""
    lines = (line.strip() for line in text.replace("**", "").replace("`", "").splitlines())
    return "\n".join(line for line in lines if line)
