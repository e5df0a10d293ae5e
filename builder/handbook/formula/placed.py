"""Fields whose answers put items somewhere: what formulas, checks and worked examples make of such an answer.

``known`` is the field as the definition ships it: ``kind``, ``parts``, and for sorting the ``items`` if they are fixed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from handbook.formula.values import Value, number, text
from handbook.model.exercises.fields import RankField, SortField

Given = Mapping[str, Any]


class Placed(Protocol):
    """The properties of one kind of field with parts."""

    def values(self, known: Given, given: Mapping[str, object]) -> dict[str, Value | None]:
        """Part → its number; None where nothing was answered."""

    def wrong(self, known: Given, value: object) -> list[object]:
        """Return the parts of an author's answer that mean nothing."""

    def said(self, field: Any, value: Given, given: Given) -> str:
        """The answer in words; `given` holds all answers of the sheet."""


class _Sort:
    """Items in buckets: ``{"mail": "now", "call": "later"}`` → ``{"now": 1.0, "later": 1.0, "never": 0.0}``."""

    def values(self, known: Given, given: Mapping[str, object]) -> dict[str, Value | None]:
        items = known.get("items") or given
        buckets = [bucket for item in items if (bucket := text(given.get(item))) in known["parts"]]
        return {part: float(buckets.count(part)) if buckets else None for part in known["parts"]}

    def wrong(self, known: Given, value: object) -> list[object]:
        if not isinstance(value, Mapping):
            return [value]
        items = known.get("items") or value
        return [item for item, bucket in value.items() if item not in items or bucket not in known["parts"]]

    def said(self, field: SortField, value: Given, given: Given) -> str:
        return "；".join(self._buckets(field, value, given))

    def _buckets(self, field: SortField, value: Given, given: Given) -> Iterator[str]:
        labels = {item.id: item.label for item in field.items} or _rows_of(field, given)
        for bucket in field.buckets:
            if items := [labels.get(item, item) for item, place in value.items() if place == bucket.id]:
                yield f"{bucket.label}：{'、'.join(items)}"


class _Rank:
    """Items in their order: ``{"mail": 2, "call": 1}``, which an author may write as ``["call", "mail"]``."""

    def values(self, known: Given, given: Mapping[str, object]) -> dict[str, Value | None]:
        return {item: number(given.get(item)) for item in known["parts"]}

    def wrong(self, known: Given, value: object) -> list[object]:
        if isinstance(value, list):
            return [item for item in value if item not in known["parts"]]
        if not isinstance(value, Mapping):
            return [value]
        return [item for item, place in value.items() if item not in known["parts"] or number(place) is None]

    def said(self, field: RankField, value: Given, _: Given) -> str:
        items = [item for item in field.items if isinstance(value.get(item.id), (int, float))]
        return "、".join(item.label for item in sorted(items, key=lambda item: float(value[item.id])))


def _rows_of(field: SortField, given: Given) -> dict[str, str]:
    """Row → the item in it, where items come from a table of the same sheet."""
    table, _, column = (field.items_from or "").partition(".")
    return {str(number): str(row.get(column, "")) for number, row in enumerate(given.get(table, ()))}


PLACED: Mapping[str, Placed] = {"sort": _Sort(), "rank": _Rank()}
"""By the kind of the field."""
