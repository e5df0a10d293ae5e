"""Frozen releases: canonical content, the chain of fingerprints, and the file that is written once and never edited."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from handbook.model.base import Model
from handbook.model.scheme import Amendment, Frozen, Matrix, Scheme
from handbook.policy.text import digest
from handbook.policy.versions import Release

HEAD = (
    "# yaml-language-server: $schema=../../../schemas/release.schema.json\n"
    "# 由 handbook policy release 写出。发布之后一个字也不要改：要改制度，写修正案。\n"
)
SEAL = "# 以上全部文字的 SHA-256："
_BARE = re.compile(r"[a-z][a-z0-9_-]*")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_BLOCK = re.compile(r"[^\s\x85\u2028\u2029\ufeff][^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")


def content(model: Model) -> Any:
    """A model as plain data: what has its default left out, so that later builders add fields without harm."""
    return _plain(model.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def fingerprint(scheme: Scheme, matrix: Matrix, amendment: Amendment | None, previous: str | None) -> str:
    """SHA-256 over the canonical content and the fingerprint of the release before."""
    return digest(
        {
            "scheme": content(scheme),
            "matrix": content(matrix),
            "amendment": content(amendment) if amendment else None,
            "previous": previous,
        }
    )


def freeze(draft: Release, previous: Frozen | None, day: str) -> Frozen:
    """The frozen release of a draft on a day."""
    before = previous.hash if previous else None
    return Frozen(
        version=draft.version,
        released=day,
        previous=before,
        hash=fingerprint(draft.scheme, draft.matrix, draft.amendment, before),
        scheme=draft.scheme,
        matrix=draft.matrix,
        amendment=draft.amendment,
    )


def expected_hash(frozen: Frozen) -> str:
    """The fingerprint that a release should have by what it says."""
    return fingerprint(frozen.scheme, frozen.matrix, frozen.amendment, frozen.previous)


def written(frozen: Frozen) -> str:
    """The release's file: readable YAML in a fixed form, closed by the SHA-256 of all that stands above."""
    body = HEAD + "".join(f"{line}\n" for line in _mapping(content(frozen), 0))
    return f"{body}{SEAL}{seal(body)}\n"


def seal(body: str) -> str:
    """SHA-256 of a file's text, whatever ends its lines."""
    return hashlib.sha256(body.replace("\r\n", "\n").encode()).hexdigest()


def seals(text: str) -> tuple[str, str]:
    """(expected, found) seal of a release's file; found is empty where there is none."""
    body, mark, found = text.replace("\r\n", "\n").rpartition(SEAL)
    return (seal(body), found.removesuffix("\n")) if mark else (seal(text), "")


def _plain(value: Any) -> Any:
    """JSON values in which whole numbers have no fraction: 200.0 is 200."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _mapping(node: Mapping[str, Any], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for key, value in node.items():
        if isinstance(value, dict) and value:
            yield f"{pad}{key}:"
            yield from _mapping(value, depth + 1)
        elif isinstance(value, list) and value:
            yield from _list(f"{pad}{key}:", value, depth + 1)
        else:
            yield from _scalar(f"{pad}{key}:", value, depth + 1)


def _list(head: str, items: list[Any], depth: int) -> Iterator[str]:
    if not isinstance(items[0], dict):
        yield f"{head} [{', '.join(_word(item) for item in items)}]"
        return
    yield head
    pad = "  " * depth
    for item in items:
        first, *rest = _mapping(item, depth + 1)
        yield f"{pad}- {first.lstrip(' ')}"
        yield from rest


def _scalar(head: str, value: Any, depth: int) -> Iterator[str]:
    lines = value.split("\n") if isinstance(value, str) and "\n" in value else []
    if not _is_block(lines):
        yield f"{head} {_word(value)}"
        return
    ended = lines[-1] == ""
    yield f"{head} {'|' if ended else '|-'}"
    for line in lines[:-1] if ended else lines:
        yield f"{'  ' * depth}{line}" if line else ""


def _is_block(lines: list[str]) -> bool:
    """Return whether these lines can be read back from a literal block: it ends in one line end or none."""
    if not lines or not lines[0] or not _fits(lines[0], first=True):
        return False
    many_ends = lines[-1] == "" and lines[-2] == ""
    return not many_ends and all(_fits(line) for line in lines[1:])


def _fits(line: str, *, first: bool = False) -> bool:
    """Return whether a line may stand in a literal block as it is."""
    return not line or (bool(_BLOCK.fullmatch(line if first else line.lstrip(" "))) and line == line.rstrip())


def _word(value: Any) -> str:
    if isinstance(value, str) and _BARE.fullmatch(value) and value not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)
