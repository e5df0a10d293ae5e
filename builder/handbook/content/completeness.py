"""Report files that a handbook, a module or a discipline scheme cannot do without."""

from pathlib import Path

from handbook.content.loaded import Loaded
from handbook.diagnostics import Diagnostics
from handbook.model.collections import COLLECTIONS

_OF_SCHEME = tuple(one for one in COLLECTIONS.values() if one.of_scheme)


def report_no_handbook(root: Path, loaded: Loaded, sink: Diagnostics) -> None:
    """Report a folder that holds no handbook."""
    if not (root / "content").is_dir():
        sink.add("not-a-handbook", "content")
        loaded.complete = False
        return
    for one in COLLECTIONS.values():
        if one.required and not one.of_scheme and not (root / one.place).is_file():
            sink.add("missing-file", one.place)
            loaded.lose(one, ())


def report_lone_folders(loaded: Loaded, sink: Diagnostics) -> None:
    """Report lessons whose folder has no module.yml."""
    module = COLLECTIONS["module"]
    modules = {entry.folder for entry in loaded.modules} | loaded.lost
    for folder in dict.fromkeys(entry.folder for entry in loaded.lessons):
        if folder not in modules:
            sink.add("missing-file", module.path(folder), case="module", id=folder)
            loaded.lose(module, [folder])


def report_incomplete_scheme(loaded: Loaded, sink: Diagnostics) -> None:
    """Report what a discipline scheme of which there are files cannot do without."""
    if "unknown-clause" in loaded.blind or not any(map(loaded.has, _OF_SCHEME)):
        return
    for one in _OF_SCHEME:
        if one.required and not loaded.has(one):
            sink.add("missing-file", one.place, case="policy")
            loaded.lose(one, ())
