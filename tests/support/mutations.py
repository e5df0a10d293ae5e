"""What can happen to an author's file: its text torn, its keys and values dropped, moved and retyped.

`mutants` draws a file's bytes with a few such things done to it.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Sized
from typing import Any

import yaml
from handbook.diagnostics import Diagnostics
from handbook.source import parse
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
STEPS = (1, 1, 1, 2, 3)
ODD_CHARS = "\t\0\x07\x1b\x85\u00a0\u200b\u2028\u202e\ufeff\ufffe：，“”｛{}[]&*!|>%@`'\"#-?:,~<= \r\n长👨‍👩‍👧"
ODD_SCALARS: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 3, 0.5, -2.5, 1e15, 2**53, 10**30, "", " ", "a", "true", "null", "~", "1.10", "12:30",
    "a.b", "a.b.c", "A b", "-", "长" * 301, "x" * 70, "line\nline", "{}", "{x}", "{{x}}", "[[x]]", "[x](lesson:x)",
    "[x](exercise:x)", "[x](javascript:alert(1))", "<b>x</b>", "`", "**", "| a | b |", "\u202e", "\0", "2026-02-30",
    "2026-03-02", "25:61", "08:30", "1 / 0", "sum(x.y)", "x ** 9 ** 9", "(" * 40, "=1+1", "\ud83d",
)  # fmt: skip


@st.composite
def mutants(draw: Draw, seed: bytes, donors: tuple[Any, ...]) -> bytes:
    """A file's bytes after a few mishaps; `donors` are values of other files, parts of which may end up in it."""
    data = seed
    for _ in range(draw(st.sampled_from(STEPS))):
        data = draw(st.sampled_from(_STEPS))(draw, data, donors)
    return data


def _spot(draw: Draw, whole: Sized) -> int:
    """Anywhere in it, no place more likely than another."""
    return int(draw(st.integers(0, 2**32 - 1))) % (len(whole) + 1)


# To the bytes and the text


def _truncate(draw: Draw, data: bytes, _donors: object) -> bytes:
    return data[: _spot(draw, data)]


def _damage(draw: Draw, data: bytes, _donors: object) -> bytes:
    at = _spot(draw, data)
    return data[:at] + draw(st.binary(min_size=1, max_size=4)) + data[at + draw(st.integers(0, 4)) :]


def _insert(draw: Draw, data: bytes, _donors: object) -> bytes:
    text = data.decode("utf-8", "replace")
    at = _spot(draw, text)
    new = draw(st.text(st.sampled_from(ODD_CHARS) | st.characters(), min_size=1, max_size=6))
    return (text[:at] + new + text[at:]).encode("utf-8", "surrogatepass")


def _lines(draw: Draw, data: bytes, _donors: object) -> bytes:
    """Drop, repeat, move, indent or join lines."""
    lines = data.decode("utf-8", "replace").split("\n")
    at, to = (min(_spot(draw, lines), len(lines) - 1) for _ in range(2))
    two = "".join(lines[at : at + 2])
    end, instead = draw(st.sampled_from([
        (at + 1, []), (at, [lines[at]]), (at, [lines[at]] * 300), (at, [lines[to]]),
        (at + 1, ["  " + lines[at]]), (at + 1, [lines[at][1:]]), (at + 2, [two]),
        (at + 1, [lines[at].replace("  ", "\t", 1)]), (at + 1, ["# " + lines[at]]),
    ]))  # fmt: skip
    return "\n".join([*lines[:at], *instead, *lines[end:]]).encode("utf-8", "surrogatepass")


def _characters(draw: Draw, data: bytes, _donors: object) -> bytes:
    """Exchange every one of a character, as a careless search and replace does."""
    old, new = draw(st.sampled_from([(":", "："), ("-", "–"), ('"', "“"), (" ", "\u3000"), ("{", "｛"), ("\n", "\r"),
                                     ("  ", "\t"), (",", "，"), ("#", ""), ("id", "ID"), ("。", ": ")]))  # fmt: skip
    return data.decode("utf-8", "replace").replace(old, new).encode("utf-8", "surrogatepass")


# To the values


Place = tuple[Any, Any]
"""A list or mapping, and the index or key in it."""


def _values(draw: Draw, data: bytes, donors: tuple[Any, ...]) -> bytes:
    """Something done to one value of the file, which is then written anew; a file that is no YAML stays as it is."""
    root = [value_of(data)]
    places = list(_places(root))
    if len(places) > 1:
        draw(st.sampled_from(_CHANGES))(draw, places, donors)
    return _written(draw, root[0]) if len(places) > 1 else data


def value_of(data: bytes) -> Any:
    """What a file says; None where it cannot be read."""
    document = parse("x.yml", data, Diagnostics())
    return document.value if document else None


def _places(value: Any) -> Iterator[Place]:
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])


def _written(draw: Draw, value: Any) -> bytes:
    if draw(st.booleans()):
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    text: str = yaml.dump(value, allow_unicode=True, sort_keys=False, width=200)
    return text.encode("utf-8", "surrogatepass")


def _drop(draw: Draw, places: list[Place], _donors: object) -> None:
    holder, key = draw(st.sampled_from(places[1:]))
    del holder[key]


def _retype(draw: Draw, places: list[Place], _donors: object) -> None:
    holder, key = draw(st.sampled_from(places))
    old = holder[key]
    holder[key] = draw(st.sampled_from([[old], {"id": old}, str(old)[:99], [], {}, [[]], [old, old], None]))


def _scalar(draw: Draw, places: list[Place], _donors: object) -> None:
    leaves = [place for place in places if not isinstance(place[0][place[1]], (list, dict))] or places
    holder, key = draw(st.sampled_from(leaves))
    others = [holder[key] for holder, key in leaves]
    holder[key] = draw(st.sampled_from(ODD_SCALARS) | st.sampled_from(others) | st.text(max_size=9) | st.floats())


def _swap(draw: Draw, places: list[Place], _donors: object) -> None:
    (one, a), (other, b) = (draw(st.sampled_from(places[1:])) for _ in range(2))
    first, second = copy.deepcopy(one[a]), copy.deepcopy(other[b])
    one[a] = second
    if b in other or (isinstance(b, int) and b < len(other)):
        other[b] = first


def _rename(draw: Draw, places: list[Place], _donors: object) -> None:
    mappings = [place for place in places if isinstance(place[0], dict)]
    if mappings:
        holder, key = draw(st.sampled_from(mappings))
        new = draw(st.sampled_from([k for _, k in mappings]) | st.text(max_size=6) | st.just(str(key)[:-1]))
        holder[new] = holder.pop(key)


def _reorder(draw: Draw, places: list[Place], _donors: object) -> None:
    holder, key = draw(st.sampled_from(places))
    if isinstance(holder[key], list):
        holder[key] = holder[key][::-1]
    elif isinstance(holder[key], dict):
        holder[key] = dict(reversed(holder[key].items()))


def _repeat(draw: Draw, places: list[Place], _donors: object) -> None:
    lists = [holder[key] for holder, key in places if isinstance(holder[key], list) and holder[key]]
    if lists:
        chosen = draw(st.sampled_from(lists))
        chosen.extend(copy.deepcopy(chosen[:1]) * draw(st.sampled_from([1, 2, 30])))


def _nest(draw: Draw, places: list[Place], _donors: object) -> None:
    holder, key = draw(st.sampled_from(places))
    for _ in range(draw(st.sampled_from([1, 5, 60]))):
        holder[key] = [holder[key]] if draw(st.booleans()) else {str(key): holder[key]}


def _graft(draw: Draw, places: list[Place], donors: tuple[Any, ...]) -> None:
    holder, key = draw(st.sampled_from(places[1:]))
    donor, at = draw(st.sampled_from(list(_places([draw(st.sampled_from(donors))]))))
    holder[key] = copy.deepcopy(donor[at])


def _transplant(draw: Draw, places: list[Place], donors: tuple[Any, ...]) -> None:
    """Put what stands under the same key elsewhere, of which most is well formed."""
    holder, key = draw(st.sampled_from(places[1:]))
    donor = draw(st.sampled_from(donors))
    alike = [other[at] for other, at in _places([donor]) if at == key and type(other) is type(holder)]
    if alike:
        holder[key] = copy.deepcopy(draw(st.sampled_from(alike)))


_CHANGES = (*[_transplant] * 6, _drop, _retype, _scalar, _scalar, _swap, _rename, _reorder, _repeat, _nest, _graft)
_STEPS = (_truncate, _damage, _insert, _lines, _lines, _characters, *[_values] * 14)
