"""Trees are written whole, and only what changed."""

from __future__ import annotations

from pathlib import Path

from handbook.render.tree import write_tree


def test_writes_everything_once(tmp_path: Path) -> None:
    tree = {"a.md": b"one", "b/c.md": "二".encode()}
    assert write_tree(tmp_path, tree) == 2
    assert write_tree(tmp_path, tree) == 0
    assert (tmp_path / "b/c.md").read_bytes() == "二".encode()


def test_unchanged_files_keep_their_time(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": b"one", "b.md": b"two"})
    before = (tmp_path / "a.md").stat().st_mtime_ns
    assert write_tree(tmp_path, {"a.md": b"one", "b.md": b"other"}) == 1
    assert (tmp_path / "a.md").stat().st_mtime_ns == before


def test_removes_what_is_no_longer_there(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.md": b"one", "old/x.md": b"x"})
    assert write_tree(tmp_path, {"a.md": b"one"}) == 1
    assert not (tmp_path / "old").exists()
