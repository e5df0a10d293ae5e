"""The budgets, measured: ratios and bytes, never a bound in a test."""

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from tests.bench import browser, classroom, growth, kits, peers, policy, receipts, results, sizes, whole
from tests.bench.figures import Figure

MEASUREMENTS: dict[str, Callable[[], list[Figure]]] = {
    "sizes": sizes.measure,
    "build": growth.against_mkdocs,
    "questions": growth.per_question,
    "growth": growth.lessons,
    "whole": whole.measure,
    "policy": policy.measure,
    "keystroke": browser.keystroke,
    "receipts": receipts.measure,
    "results": results.measure,
    "class": classroom.measure,
    "kits": kits.measure,
    "peers": peers.measure,
}


def run(*, as_json: bool, only: Sequence[str]) -> None:
    """Measure and print, as a table and as JSON; `only` names some of MEASUREMENTS."""
    unknown = set(only) - set(MEASUREMENTS)
    if unknown:
        raise click.UsageError(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(MEASUREMENTS)}")
    found: list[Figure] = []
    for name, measure in MEASUREMENTS.items():
        if not only or name in only:
            if sys.stderr.isatty():
                click.echo(f"measuring {name} …", err=True)
            found += measure()
    if not as_json:
        click.echo(_table(found))
    click.echo(json.dumps({"figures": [_record(figure) for figure in found]}, ensure_ascii=False, indent=1))


def _table(found: Sequence[Figure]) -> str:
    rows = [(f.name, f"{f.value:,.4g}", f.unit, f.verdict) for f in found]
    widths = [max(len(row[i]) for row in rows) for i in range(3)] if rows else []
    return "\n".join(
        f"{name:<{widths[0]}}  {value:>{widths[1]}} {unit:<{widths[2]}}  {verdict}".rstrip()
        for name, value, unit, verdict in rows
    )


def _record(figure: Figure) -> dict[str, Any]:
    return {"name": figure.name, "value": figure.value, "unit": figure.unit, "budget": figure.budget}
