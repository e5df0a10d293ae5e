"""A tree of finished files: path → bytes, written to disk so that nobody ever sees half of it."""

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

Tree = dict[str, bytes]


def write_tree(root: Path, tree: Mapping[str, bytes]) -> int:
    """Make `root` hold exactly `tree`; files whose bytes are already right keep their time stamp.

    Returns how many files were written or removed. Each file is replaced in one step.
    """
    root.mkdir(parents=True, exist_ok=True)
    changed = 0
    for path, data in tree.items():
        changed += write_file(root / path, data)
    for stale in sorted(_files(root) - set(tree), reverse=True):
        (root / stale).unlink()
        changed += 1
    _drop_empty_folders(root)
    return changed


def swap(fresh: Path, live: Path) -> None:
    """Put the finished folder `fresh` where `live` was; the old one is only removed after that."""
    old = live.with_name(live.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if live.exists():
        live.rename(old)
    live.parent.mkdir(parents=True, exist_ok=True)
    try:
        fresh.rename(live)
    except OSError:
        if old.exists():
            old.rename(live)
        raise
    shutil.rmtree(old, ignore_errors=True)


def write_file(path: Path, data: bytes) -> int:
    """Make `path` hold `data` in one step; returns 1 if it did not already, else 0."""
    if path.is_file() and path.read_bytes() == data:
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.replace(path)
    return 1


def write_files(files: Mapping[Path, bytes]) -> None:
    """Make each file hold its bytes: all are written beside their places before the first one is put there."""
    parts = {path: path.with_name(path.name + ".part") for path in files}
    try:
        for path, part in parts.items():
            part.write_bytes(files[path])
        for path, part in parts.items():
            part.replace(path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def mark(content: bytes) -> str:
    """A mark of a file's content, put behind its address so that no browser keeps an old one beside a new page."""
    return hashlib.sha256(content).hexdigest()[:8]


def _files(root: Path) -> set[str]:
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()}


def _drop_empty_folders(root: Path) -> None:
    for folder in sorted((p for p in root.rglob("*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
