"""Warn about a source that is listed twice: its page would show one finding as two."""

from handbook.content.loaded import Loaded
from handbook.diagnostics import Diagnostics


def check_sources(loaded: Loaded, sink: Diagnostics) -> None:
    """Report sources that have the DOI, the ISBN or the very citation of an earlier one."""
    if loaded.sources is None:
        return
    first: dict[tuple[str, str], str] = {}
    for number, source in enumerate(loaded.sources.model.sources):
        marks = [(key, _bare(getattr(source, key))) for key in ("doi", "isbn", "cite") if getattr(source, key)]
        earlier = next((mark for mark in marks if mark in first), None)
        if earlier:
            where = loaded.sources.doc.where(("sources", number, earlier[0]))
            sink.add("source-twice", where, id=source.id, first=first[earlier])
        for mark in marks:
            first.setdefault(mark, source.id)


def _bare(value: str) -> str:
    return value.replace("-", "").casefold()
