"""A font with Chinese: the system's fonts by name, and the places where they lie when nobody can list them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

BODY = ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "NSimSun", "AR PL UMing CN")
HEAD = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Heiti SC", "Microsoft YaHei", "SimHei",
        "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback")  # fmt: skip
FOLDERS = (
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto-cjk",
    "/usr/share/fonts/truetype/wqy",
    "/System/Library/Fonts",
    "/System/Library/Fonts/Supplemental",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
_CJK_FILES = ("*CJK*", "*SourceHan*", "Songti*", "STHeiti*", "PingFang*", "simsun*", "simhei*", "msyh*", "wqy*")


@dataclass(frozen=True, slots=True)
class Fonts:
    """Families for text and headings, and the folders in which their files lie."""

    body: str
    head: str
    folders: tuple[str, ...]


def find_fonts() -> Fonts | None:
    """The best Chinese fonts of this system; None when there is none."""
    folders = chinese_folders()
    families = families_in(folders) if folders else ()
    body, head = (_first(names, families) for names in (BODY, HEAD))
    if body is None and head is None:
        return None
    return Fonts(body or head or "", head or body or "", folders)


def chinese_folders() -> tuple[str, ...]:
    """The folders that hold Chinese fonts: what fc-list knows, else the usual places."""
    known = {str(Path(line).parent) for line in _fc_list()}
    usual = (folder for folder in FOLDERS if _has_chinese(Path(folder)))
    return tuple(sorted(known)) or tuple(usual)


def families_in(folders: Iterable[str]) -> tuple[str, ...]:
    """The families that the typesetter finds in these folders."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
    return tuple(fonts.families())


def _first(wanted: Iterable[str], families: Iterable[str]) -> str | None:
    found = {family.lower(): family for family in families}
    return next((found[name.lower()] for name in wanted if name.lower() in found), None)


def _fc_list() -> list[str]:
    program = shutil.which("fc-list")
    if program is None:
        return []
    env = dict(os.environ, LC_ALL="C.UTF-8")
    try:
        done = subprocess.run(
            [program, "--format", "%{file}\n", ":lang=zh-cn"], capture_output=True, text=True, env=env, timeout=30,
            check=False, encoding="utf-8", errors="replace",
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [line for line in done.stdout.splitlines() if line]


def _has_chinese(folder: Path) -> bool:
    return folder.is_dir() and any(next(folder.glob(pattern), None) for pattern in _CJK_FILES)
