"""The front end's pure functions, called from Python: one Node process that stays, a JSON line per call.

with Node("scoring/quiz.ts") as node:
    node.call("share", question, answer)
"""

from __future__ import annotations

import json
import subprocess
from typing import Any, Self

import dev

SERVER = """
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
const [esbuild, module] = process.argv.slice(1);
const { build } = await import(pathToFileURL(esbuild));
const { outputFiles: [file] } = await build({
  entryPoints: [module], bundle: true, write: false, format: "esm", target: "es2020",
});
const all = await import("data:text/javascript;base64," + Buffer.from(file.contents).toString("base64"));
for await (const line of createInterface({ input: process.stdin })) {
  const [name, args] = JSON.parse(line);
  let reply;
  try { reply = [all[name](...args)]; } catch (error) { reply = [null, String(error.stack)]; }
  console.log(JSON.stringify(reply));
}
"""


class NodeError(Exception):
    """The function threw; the text is its stack."""


class Node:
    """The exports of one TypeScript module. Values travel as JSON; undefined arrives as None."""

    def __init__(self, module: str) -> None:
        dev.ensure_modules(dev.ensure_node())
        esbuild = dev.FRONTEND / "node_modules" / "esbuild" / "lib" / "main.js"
        node = dev.ensure_node().node
        self._process = subprocess.Popen(
            [node, "--input-type=module", "--eval", SERVER, esbuild, dev.FRONTEND / "src" / module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def call(self, name: str, *args: Any) -> Any:
        """What the exported function returns; raises NodeError when it throws."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin
        assert stdout
        stdin.write(json.dumps([name, args]) + "\n")
        stdin.flush()
        value, *error = json.loads(stdout.readline())
        if error:
            raise NodeError(*error)
        return value

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        self._process.wait(timeout=10)
