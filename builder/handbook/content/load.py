"""Files → models: every file is read and validated, and every problem of every file is reported at once."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import TypeAdapter, ValidationError

from handbook.content.completeness import report_incomplete_scheme, report_lone_folders, report_no_handbook
from handbook.content.files import read_bytes, report_place, yaml_files
from handbook.content.loaded import Entry, Loaded
from handbook.content.privacy_check import report_numbers, report_personal_files
from handbook.content.validation import report
from handbook.diagnostics import Diagnostics
from handbook.model.collections import COLLECTIONS, Collection, collection_of
from handbook.source import parse

_GIVEN_ID = re.compile(r"""\bid["']?\s*[:：]\s*["']?([\w.-]+)""")


def load(root: Path, sink: Diagnostics) -> Loaded:
    """Read all files of the handbook in `root`."""
    loaded = Loaded()
    report_no_handbook(root, loaded, sink)
    personal = set(report_personal_files(root, sink))
    for path, name in yaml_files(root):
        collection = collection_of(name)
        sink.subject = name
        if name in personal:
            continue
        if collection:
            _read(path, name, collection, loaded, sink)
        else:
            report_place(name, sink)
    sink.subject = "content"
    report_lone_folders(loaded, sink)
    report_incomplete_scheme(loaded, sink)
    return loaded


def replaced(loaded: Loaded, files: Mapping[str, bytes], sink: Diagnostics) -> Loaded:
    """The same handbook with other bytes in some of its exercises, by path; nothing is written or read again."""
    for document in loaded.documents:
        sink.add_source(document.path, document.text)
    exercises, documents = list(loaded.exercises), list(loaded.documents)
    other = replace(loaded, exercises=[], documents=[], lost=set(loaded.lost), blind=set(loaded.blind))
    for entry in exercises:
        if entry.doc.path not in files:
            other.exercises.append(entry)
            continue
        documents.remove(entry.doc)
        sink.subject = entry.doc.path
        fresh = _entry(entry.doc.path, files[entry.doc.path], COLLECTIONS["exercise"], sink)
        if fresh is None:
            other.lose(COLLECTIONS["exercise"], [entry.model.id])
        else:
            other.exercises.append(fresh)
            documents.append(fresh.doc)
    other.documents = documents
    sink.subject = "content"
    return other


def _read(path: Path, name: str, collection: Collection, loaded: Loaded, sink: Diagnostics) -> None:
    data = read_bytes(path, name, sink)
    entry = None if data is None else _entry(name, data, collection, sink)
    expected = collection.ident(name)
    if entry is None:
        loaded.lose(collection, [*_given_ids(data), expected])
        return
    if not collection.frozen:  # nobody may mend what is frozen, so nobody is told about its prose and its numbers
        loaded.documents.append(entry.doc)
        if collection.of_scheme:
            report_numbers(entry.doc, sink)
    loaded.add(collection, entry)
    if not collection.single and (given := getattr(entry.model, collection.key)) != expected:
        sink.add("file-name", entry.doc.where((collection.key,)), id=given, expected=expected)


def _given_ids(data: bytes | None) -> list[str]:
    """Return what seems to be given as ids in a file that cannot be read, whatever its encoding."""
    return _GIVEN_ID.findall((data or b"").replace(b"\0", b"").decode("utf-8", "replace"))


def _entry(name: str, data: bytes, collection: Collection, sink: Diagnostics) -> Entry[Any] | None:
    doc = parse(name, data, sink)
    if doc is None:
        return None
    try:
        model = _adapter(collection.name).validate_python(doc.value)
    except ValidationError as error:
        report(doc, error.errors(include_url=False), collection.model, sink)
        return None
    return Entry(model, doc, PurePosixPath(name).parent.name)


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(COLLECTIONS[name].model)
