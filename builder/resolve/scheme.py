"""The discipline scheme's files → Policy; what is wrong with them is reported at its place."""

from collections.abc import Mapping

from builder.diagnostics import Diagnostics
from builder.load import Entry, Loaded
from builder.model.policy import Amendment, Frozen
from builder.policy import chain
from builder.policy.life import Policy, settle, version_key


def resolve_policy(loaded: Loaded, sink: Diagnostics) -> Policy | None:
    """The scheme with its versions; None without one, or when one of its files could not be read."""
    if "HB313" in loaded.blind or not (loaded.scheme and loaded.matrix and loaded.cities):
        return None
    policy = settle(
        loaded.scheme.model,
        loaded.matrix.model,
        [entry.model for entry in loaded.releases],
        [entry.model for entry in loaded.amendments],
        [entry.model for entry in loaded.records],
        loaded.cities.model.cities,
    )
    _check_chain(loaded, sink)
    return policy


def _check_chain(loaded: Loaded, sink: Diagnostics) -> None:
    entries = {entry.model.version: entry for entry in loaded.releases}
    releases = sorted((entry.model for entry in entries.values()), key=lambda item: version_key(item.version))
    texts = {version: entry.doc.text for version, entry in entries.items()}
    for frozen, found in chain.broken(releases, texts):
        sink.add(found.code, entries[frozen.version].doc.where(found.key), **found.args)
    if releases:
        _check_sources(loaded, releases[0], {item.version: item for item in releases}, sink)


def _check_sources(loaded: Loaded, first: Frozen, frozen: Mapping[str, Frozen], sink: Diagnostics) -> None:
    """What was frozen is not changed in the files that it was made from."""
    if not (loaded.scheme and loaded.matrix):
        return
    docs = {"scheme": loaded.scheme.doc, "matrix": loaded.matrix.doc}
    for kind, loc, name in chain.differs(loaded.scheme.model, loaded.matrix.model, first):
        sink.add("HB808", docs[kind].where(loc), id=name, version=first.version)
    for entry in loaded.amendments:
        _check_amendment(entry, frozen, sink)


def _check_amendment(entry: Entry[Amendment], frozen: Mapping[str, Frozen], sink: Diagnostics) -> None:
    version = entry.model.version
    if version in frozen and chain.amended_later(entry.model, frozen[version]):
        sink.add("HB808", entry.doc.where(("version",)), case="amendment", version=version)
