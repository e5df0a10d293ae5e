"""Receipts → who has signed what, and who has not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from handbook.exchange.receipts.folder import Refused
from handbook.exchange.receipts.receipt import Known, Receipt, Why
from handbook.exchange.receipts.roster import Person, same_name

Lack = Literal["none", "leave_roster", "leave_receipt", "incomplete", "refused_file"]
Note = Literal["superseded", "both", "code_only", "before_missing", "late", "early"]
_ORDER = {"leave": 0, "refused": 1, "agreed": 1}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the register."""

    receipt: Receipt
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody whose receipt is not there."""

    person: Person
    why: Lack
    more: str = ""


@dataclass
class Register:
    """The whole result."""

    lines: list[Line] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    @property
    def bad(self) -> bool:
        """Return whether something was refused."""
        return any(not refused.note for refused in self.refused)


def register(found: Iterable[Receipt | Refused], release: Known, roster: Mapping[str, Person] | None) -> Register:
    """Sort receipts of a release into the register; `roster` says who is to sign, where there is one."""
    version = release.version
    result = Register()
    receipts, earlier = [], []
    for item in found:
        if isinstance(item, Refused):
            result.refused.append(item)
        elif item.version != version:
            earlier.append(item)
        elif why := _stranger(item, roster):
            result.refused.append(Refused(item.source, why, receipt=item))
        else:
            receipts.append(item)
    by_number: dict[str, list[Line]] = {}
    cited = {receipt.checksum for receipt in earlier if receipt.checksum}
    for receipt in sorted(receipts, key=lambda one: (one.date, one.form == "code", one.made, one.source)):
        _enter(by_number.setdefault(receipt.number, []), receipt, _notes(receipt, cited, release), result)
    result.lines = [_named(line, roster) for _, lines in sorted(by_number.items()) for line in lines]
    _note_earlier(result, earlier, version)
    result.missing = _missing(result, by_number, roster)
    return result


def _stranger(receipt: Receipt, roster: Mapping[str, Person] | None) -> Why | None:
    if roster is None:
        return None
    person = roster.get(receipt.number)
    if person is None:
        return "unknown"
    named = receipt.name and person.name
    return "name" if named and not same_name(receipt.name, person.name) else None


def _enter(lines: list[Line], receipt: Receipt, notes: tuple[Note, ...], result: Register) -> None:
    """Put a receipt behind those of the same number, or say what is wrong with it."""
    twin = next((at for at, line in enumerate(lines) if line.receipt.check == receipt.check), None)
    if twin is not None:
        _join(lines, twin, receipt, result)
        return
    other = next((line.receipt for line in lines if not _may_stand_by(line.receipt, receipt)), None)
    last = lines[-1].receipt if lines else None
    if other is not None:
        same = not (other.name and receipt.name) or same_name(other.name, receipt.name)
        result.refused.append(
            Refused(receipt.source, "duplicate" if same else "taken", {"other": other.source}, receipt)
        )
    else:
        if last:
            lines[-1] = replace(lines[-1], notes=(*lines[-1].notes, "superseded"))
        late: tuple[Note, ...] = ("late",) if last and last.status == "leave" else ()
        lines.append(Line(receipt, (*late, *notes)))


def _may_stand_by(old: Receipt, new: Receipt) -> bool:
    """Return whether the same person can have given both: back from leave, or having thought again."""
    if old.name and new.name and not same_name(old.name, new.name):
        return False
    return old.status != new.status or new.status == "leave"


def _join(lines: list[Line], at: int, receipt: Receipt, result: Register) -> None:
    """The code of a file that is there too is the same receipt; the same file twice is once too often."""
    line = lines[at]
    forms = {line.receipt.form, receipt.form}
    if len(forms) == 1 or "both" in line.notes or not _agree(line.receipt, receipt):
        result.refused.append(Refused(receipt.source, "duplicate", {"other": line.receipt.source}, receipt))
        return
    file = line.receipt if line.receipt.form == "file" else receipt
    lines[at] = Line(file, (*(note for note in line.notes if note != "code_only"), "both"))


def _agree(one: Receipt, other: Receipt) -> bool:
    keys = ("version", "fingerprint", "number", "date", "status", "right", "asked")
    return all(getattr(one, key) == getattr(other, key) for key in keys)


def _notes(receipt: Receipt, cited: set[str], release: Known) -> tuple[Note, ...]:
    notes: list[Note] = []
    if receipt.form == "code":
        notes.append("code_only")
    if receipt.kept and receipt.before not in cited:
        notes.append("before_missing")
    if receipt.date < release.released:
        notes.append("early")
    return tuple(notes)


def _named(line: Line, roster: Mapping[str, Person] | None) -> Line:
    """A code holds no name; the roster knows it."""
    receipt = line.receipt
    person = roster.get(receipt.number) if roster else None
    if person is None:
        return line
    named = replace(receipt, name=receipt.name or person.name, department=receipt.department or person.department)
    return replace(line, receipt=named)


def _note_earlier(result: Register, earlier: list[Receipt], version: str) -> None:
    """Receipts of another release: the grounds of one that is taken, or the wrong version."""
    grounds = {line.receipt.before for line in result.lines if line.receipt.before}
    for receipt in earlier:
        if receipt.checksum and receipt.checksum in grounds:
            result.refused.append(Refused(receipt.source, "earlier", {"version": receipt.version}, receipt, note=True))
        else:
            result.refused.append(
                Refused(receipt.source, "version", {"version": receipt.version, "wanted": version}, receipt)
            )


def _missing(
    result: Register, by_number: Mapping[str, list[Line]], roster: Mapping[str, Person] | None
) -> list[Missing]:
    """Those who have neither agreed nor refused."""
    failed = {one.receipt.number: one for one in result.refused if one.receipt and not one.note}
    people = roster or {
        number: Person(number, lines[-1].receipt.name, lines[-1].receipt.department, "active")
        for number, lines in by_number.items()
    }
    found = []
    for number, person in sorted(people.items()):
        lines = by_number.get(number, [])
        done = any(_ORDER[line.receipt.status] for line in lines)
        if not done and person.standing != "left":
            found.append(_lack(person, lines, failed.get(number)))
    return found


def _lack(person: Person, lines: list[Line], failed: Refused | None) -> Missing:
    if lines:
        away = lines[-1].receipt
        return Missing(person, "leave_receipt", "　".join(part for part in (away.until, away.how) if part))
    if failed is not None:
        return Missing(person, "incomplete" if failed.why == "incomplete" else "refused_file", failed.source)
    return Missing(person, "leave_roster" if person.standing == "leave" else "none")
