"""The result of an import, as text and as data."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.diagnostics.messages import visible
from handbook.exchange.bank.importer import ImportPlan
from handbook.exchange.bank.labels import Labels
from handbook.exchange.bank.merge import MergeResult

_LISTS = ("changed", "added", "removed", "kept", "newer")


def as_text(taken: ImportPlan, lang: str, *, dry: bool) -> str:
    """The report: a line for each file that changes and for what is not taken over."""
    labels = Labels(lang)
    return "\n".join(_lines(taken, labels, dry=dry)) + "\n"


def _lines(taken: ImportPlan, labels: Labels, *, dry: bool) -> Iterator[str]:
    for path, merged in taken.merged.items():
        if path in taken.files or merged.kept or merged.newer:
            yield from _file(path, merged, labels)
    if not taken.files:
        yield labels.say("nothing")
    elif dry:
        yield labels.say("dry")
    else:
        yield labels.say("done")
        yield labels.say("again")


def _file(path: str, merged: MergeResult, labels: Labels) -> Iterator[str]:
    counts = {name: len(getattr(merged, name)) for name in ("changed", "added", "removed")}
    yield labels.say("file", file=visible(path), **counts)
    for name in _LISTS:
        if found := getattr(merged, name):
            yield labels.say(name, ids=labels.say("separator").join(map(visible, found)))
    for name in ("moved", "settings"):
        if getattr(merged, name):
            yield labels.say(name)


def as_data(taken: ImportPlan | None, *, dry: bool) -> dict[str, object]:
    """The same for programs: whether anything was written, and by file the ids."""
    if taken is None:
        return {"written": False, "files": []}
    files = [
        {"file": path, "changed": path in taken.files}
        | {"questions": {name: getattr(merged, name) for name in _LISTS}}
        | {name: getattr(merged, name) for name in ("moved", "settings")}
        for path, merged in taken.merged.items()
    ]
    return {"written": bool(taken.files) and not dry, "files": files}
