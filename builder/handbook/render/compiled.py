"""Where compiled templates are kept: in the user's cache, for the package may lie where nothing can be written."""

import os
import sys
from importlib.metadata import version
from pathlib import Path

from jinja2 import FileSystemBytecodeCache


def compiled() -> FileSystemBytecodeCache | None:
    """The cache of Jinja's compiled templates; None where there is no home or nothing can be written.

    Jinja tells entries apart by the template's path and text, so they are valid for one version of Jinja only.
    """
    try:
        folder = user_cache() / f"templates-{version('jinja2')}"
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return FileSystemBytecodeCache(str(folder))


def user_cache() -> Path:
    """The folder for what the user's programs can make again. Raises RuntimeError where there is no home."""
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "handbook"
