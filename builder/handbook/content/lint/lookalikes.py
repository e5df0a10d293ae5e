"""Warn about groups of look-alike questions or cards that have one member: one has nothing to be told apart from."""

from collections import defaultdict

from handbook.content.loaded import Loaded
from handbook.diagnostics import Diagnostics
from handbook.diagnostics.suggest import nearest
from handbook.model.exercises.cards import Cards
from handbook.model.exercises.quiz import Quiz
from handbook.source import Document, Loc


def check_lookalikes(loaded: Loaded, sink: Diagnostics) -> None:
    """Report groups that only one question or card names, in the whole handbook."""
    if not loaded.complete:
        return
    groups: dict[str, list[tuple[Document, Loc]]] = defaultdict(list)
    for entry in loaded.exercises:
        sheet = entry.model
        key = "questions" if isinstance(sheet, Quiz) else "cards"
        parts = sheet.questions if isinstance(sheet, Quiz) else sheet.cards if isinstance(sheet, Cards) else ()
        for number, part in enumerate(parts):
            if part.alike:
                groups[part.alike].append((entry.doc, (key, number, "alike")))
    for group, members in groups.items():
        if len(members) == 1:
            doc, loc = members[0]
            near = nearest(group, (other for other in groups if other != group))
            sink.add("alike-alone", doc.where(loc), group=group, **({"near": near} if near else {}))
