"""`handbook policy receipts`: a folder of receipts → the register, who is missing, and what was refused."""

from __future__ import annotations

from pathlib import Path

from handbook.diagnostics.command_error import CommandError, CommandUsageError
from handbook.exchange.receipts.folder import gather
from handbook.exchange.receipts.receipt import known_releases
from handbook.exchange.receipts.register import Register, register
from handbook.exchange.receipts.register_files import Writer
from handbook.exchange.receipts.roster import read_roster
from handbook.policy.versions import Policy

MOST_SHOWN = 40


def collect_receipts(
    policy: Policy | None, folder: Path, roster: Path | None, version: str | None, today: str
) -> tuple[Register, str]:
    """The register of a folder and the version that it is of. Raises CommandError."""
    if policy is None or not policy.releases:
        raise CommandError("receipts.no-release")
    known = known_releases(policy.releases)
    wanted = version or policy.releases[-1].version
    if wanted not in known:
        raise CommandUsageError("receipts.no-version", version=wanted, known=tuple(known))
    people = read_roster(roster) if roster else None
    return register(gather(folder, known, today), known[wanted], people), wanted


def place_of(out: Path | None, folder: Path, root: Path) -> Path:
    """Where the register goes: beside the folder, never into what is published or put under version control."""
    target = out or folder.resolve().with_name(f"{folder.resolve().name}-register")
    for place in (folder, target):
        for kept_clean in ("content", "exercises", "build/site", "build/docs"):
            if place.resolve().is_relative_to((root / kept_clean).resolve()):
                raise CommandUsageError("receipts.inside", folder=place)
    if target.resolve() == folder.resolve():
        raise CommandUsageError("receipts.same-folder")
    return target


def summary_lines(register: Register, version: str, writer: Writer) -> str:
    """Return a summary of the register, in a few lines."""
    refused = [one for one in register.refused if not one.note]
    notes = len(register.refused) - len(refused)
    lines = [f"{one.source}: {writer.why(one)}" for one in refused[:MOST_SHOWN]]
    if len(refused) > MOST_SHOWN:
        lines.append(writer.say("more", n=len(refused) - MOST_SHOWN))
    counts = dict.fromkeys(("agreed", "refused", "leave"), 0)
    for line in register.lines:
        if "superseded" not in line.notes:
            counts[line.receipt.status] += 1
    lines.append(
        writer.say("summary", version=version, bad=len(refused), notes=notes, missing=len(register.missing), **counts)
    )
    return "\n".join(lines)
