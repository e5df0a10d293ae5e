"""`python3 dev.py contract` writes the types of what is shipped to the browser for the scripts: contract.ts.

They come from the JSON Schema of the TypedDicts in `MODULES`, with their docstrings.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from handbook.exercises import contract as exercises
from handbook.pages import contract as pages
from handbook.render.tree import write_file
from pydantic import ConfigDict, TypeAdapter
from typing_extensions import get_original_bases, is_typeddict

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULES = (exercises, pages)
CONTRACT = Path(__file__).parents[2] / "builder" / "frontend" / "src" / "core" / "contract.ts"
HEAD = """\
// What the builder ships to the browser. Written by `python3 dev.py contract` from the TypedDicts of
// builder/handbook/exercises/contract.py and builder/handbook/pages/contract.py: change those.
"""
PLAIN = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean", "null": "null"}


def contract() -> str:
    """The module's text: every type in the order of the names."""
    kinds = shipped()
    schemas = [(name, "serialization", adapter) for name, adapter in adapters().items()]
    _, found = TypeAdapter.json_schemas(schemas, ref_template="{model}")  # type: ignore[arg-type]
    declared = (_declared(name, schema, kinds.get(name)) for name, schema in sorted(found["$defs"].items()))
    return "\n".join([HEAD, *declared])


def shipped() -> dict[str, Any]:
    """Name → TypedDict; those that begin with an underscore are but parts of others."""
    return {
        name: kind
        for module in MODULES
        for name, kind in vars(module).items()
        if is_typeddict(kind) and kind.__module__ == module.__name__ and not name.startswith("_")
    }


def adapters() -> dict[str, TypeAdapter[Any]]:
    """Name → the checker of a type that is shipped; it refuses entries that the type does not know."""
    for kind in shipped().values():
        kind.__pydantic_config__ = ConfigDict(use_attribute_docstrings=True, extra="forbid")
    return {name: TypeAdapter(kind) for name, kind in shipped().items()}


def _declared(name: str, schema: dict[str, Any], kind: Any) -> str:
    about = _comment(schema.get("description"), "")
    if schema.get("type") != "object" or "properties" not in schema:
        return f"{about}export type {name} = {_type(schema)};\n"
    bases = [base for base in get_original_bases(kind) if base in shipped().values()]
    known = {key for base in bases for key in base.__annotations__}
    extends = f" extends {', '.join(base.__name__ for base in bases)}" if bases else ""
    return f"{about}export interface {name}{extends} {{\n{''.join(_entries(schema, known))}}}\n"


def _entries(schema: dict[str, Any], known: set[str]) -> Iterator[str]:
    required = schema.get("required", ())
    own = {key: value for key, value in schema["properties"].items() if key not in known}
    for key, value in own.items():
        yield f"{_comment(value.get('description'), '  ')}  {key}{'' if key in required else '?'}: {_type(value)};\n"


def _comment(text: str | None, indent: str) -> str:
    return f"{indent}/** {' '.join(text.split())} */\n" if text else ""


def _type(schema: dict[str, Any]) -> str:
    """A schema as a type. KeyError for what the contract does not use: it is better refused than called unknown."""
    if "$ref" in schema:
        return str(schema["$ref"])
    if "enum" in schema or "const" in schema:
        return " | ".join(json.dumps(value) for value in schema.get("enum", [schema.get("const")]))
    if "anyOf" in schema:
        return " | ".join(map(_type, schema["anyOf"]))
    if schema["type"] == "array":
        return _array(schema)
    if schema["type"] == "object":
        return f"{{ [key: string]: {_type(schema['additionalProperties'])} }}"
    return PLAIN[schema["type"]]


def _array(schema: dict[str, Any]) -> str:
    if "prefixItems" in schema:
        return f"[{', '.join(map(_type, schema['prefixItems']))}]"
    item = _type(schema["items"])
    return f"({item})[]" if " | " in item else f"{item}[]"


@click.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=CONTRACT, help="The module to write.")
def main(out: Path) -> None:
    """Write the types of what is shipped to the browser for the scripts."""
    write_file(out, contract().encode())
    click.echo(out)


if __name__ == "__main__":
    main(prog_name="python3 dev.py contract")
