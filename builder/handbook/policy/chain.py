"""Verify frozen releases: every fingerprint, the hash chain, and the files they were made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handbook.model.base import Model
from handbook.model.scheme import Amendment, Frozen, Matrix, Scheme
from handbook.policy import amend
from handbook.policy.findings import Finding
from handbook.policy.release import content, expected_hash, seals


def broken(releases: Sequence[Frozen], texts: Mapping[str, str]) -> Iterator[tuple[Frozen, Finding]]:
    """Return findings about each release, oldest first; `texts` are the files' texts by version."""
    for number, frozen in enumerate(releases):
        found = _hash(frozen) or _link(frozen, releases[number - 1] if number else None)
        found = found or _made(frozen, releases[number - 1] if number else None) or _seal(frozen, texts)
        if found:
            yield frozen, found


def _finding(case: str, key: str, frozen: Frozen, **args: object) -> Finding:
    return Finding("broken-chain", "", (key,), {"case": case, "version": frozen.version, **args})


def short(value: str | None) -> str:
    """A fingerprint as people compare it: its first sixteen characters."""
    return (value or "")[:16]


def _hash(frozen: Frozen) -> Finding | None:
    expected = expected_hash(frozen)
    return (
        None
        if frozen.hash == expected
        else _finding("hash", "hash", frozen, expected=short(expected), found=short(frozen.hash))
    )


def _link(frozen: Frozen, before: Frozen | None) -> Finding | None:
    wanted = before.hash if before else None
    if frozen.previous == wanted:
        return None
    key = "previous" if frozen.previous else "version"
    if before is None:
        return _finding("first", key, frozen, found=short(frozen.previous))
    return _finding("link", key, frozen, before=before.version, expected=short(wanted), found=short(frozen.previous))


def _made(frozen: Frozen, before: Frozen | None) -> Finding | None:
    """A later release is the one before with its amendment, and nothing else."""
    if before is None:
        return None
    if frozen.amendment is None:
        return _finding("unamended", "version", frozen, before=before.version)
    if not amend.gives(before.scheme, before.matrix, frozen.amendment, (frozen.scheme, frozen.matrix)):
        return _finding("consolidated", "scheme", frozen, before=before.version)
    return None


def _seal(frozen: Frozen, texts: Mapping[str, str]) -> Finding | None:
    expected, found = seals(texts[frozen.version])
    return (
        None if expected == found else _finding("seal", "version", frozen, expected=short(expected), found=short(found))
    )


def differs(scheme: Scheme, matrix: Matrix, first: Frozen) -> Iterator[tuple[str, amend.Loc, str]]:
    """(file, place, id or key) of the first thing that is not as the first release froze it."""
    for kind, model, frozen in (("scheme", scheme, first.scheme), ("matrix", matrix, first.matrix)):
        if content(model) != content(frozen):
            yield kind, *_difference(model, frozen)


def _difference(model: Model, frozen: Model) -> tuple[amend.Loc, str]:
    now, then = model.model_dump(mode="json"), frozen.model_dump(mode="json")
    known = {spot.node["id"]: _own(spot) for _, spot in amend.places(then, then)}
    for loc, spot in amend.places(now, now):
        if known.get(spot.node["id"]) != _own(spot):
            return loc, spot.node["id"]
    changed = [key for key in now if now[key] != then[key]]
    return (changed[0],), changed[0]


def _own(spot: amend.Spot) -> dict[str, Any]:
    below = amend.BELOW.get(spot.part)
    return {key: value for key, value in spot.node.items() if key != below}


def amended_later(amendment: Amendment, frozen: Frozen) -> bool:
    """Return whether an amendment's file no longer says what was frozen."""
    return frozen.amendment is None or content(amendment) != content(frozen.amendment)
