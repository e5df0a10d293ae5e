"""An amendment as a paper: its summary, and each change in the words of a statute with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.model.scheme import Amendment
from handbook.papers.scheme.document import Block, Document, Heading, Para, plain
from handbook.papers.scheme.labels import PaperContext, state
from handbook.papers.scheme.scheme_paper import prose
from handbook.policy.amendment_text import sentences
from handbook.policy.versions import Release


def amendment_document(setting: PaperContext, old: Release, new: Release, amendment: Amendment) -> Document:
    """The amendment that leads from one version to the next."""
    scheme, frozen = new.scheme, new.frozen
    mark = frozen.hash if frozen else setting.say("no_hash")
    return Document(
        title=scheme.title,
        lead=(setting.say("amendment", version=new.version), scheme.number, state(setting, new)),
        header=scheme.title,
        footer=setting.say("footer", number=scheme.number, version=scheme.version, hash=mark),
        banner=setting.say("draft") if new.draft else "",
        contents="",
        day=frozen.released if frozen else scheme.effective,
        author=scheme.owner,
        blocks=tuple(_blocks(setting, old, new, amendment)),
        page=setting.say("page", page="{page}", pages="{pages}"),
    )


def _blocks(setting: PaperContext, old: Release, new: Release, amendment: Amendment) -> Iterator[Block]:
    yield Heading(1, plain(setting.say("summary")))
    for line in prose(amendment.summary).split("\n"):
        yield Para("plain", plain(line))
    yield Heading(1, plain(setting.say("amendment", version=new.version)))
    for sentence in sentences(old.text, new.text, amendment):
        for line in str(sentence).split("\n"):
            yield Para("clause", plain(line))
        if sentence.reason:
            yield Para("small", plain(setting.say("reason", reason=prose(sentence.reason))))
