"""How a question is put: a negative that is easily missed, and a stem that takes long to read."""

import re
from collections.abc import Iterable

from handbook.content.lint.option_lists import Choice, Group
from handbook.content.loaded import Loaded
from handbook.diagnostics import Diagnostics
from handbook.model.exercises.quiz import Quiz
from handbook.text.markdown_text import strip_markdown

LONGEST_STEM = 150
"""Characters of a question: what a phone shows at once, and half a minute to read."""

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_CLAUSE = re.compile(r"[^。！？；\n]+[？：:]?\s*\Z")
_EITHER = re.compile(r"(\w)[不没]\1|有没有")
"""“能不能” asks for no negative."""
_BETWEEN = r"[^，。？！；：]{0,12}?"
_NEGATIVE = re.compile(
    rf"(?:哪|下列|下面|以下|其中){_BETWEEN}(?P<after>不(?!同|断|少|久|管|过是|仅|但|妨|得不|如)|没有|没|并非|除外)"
    rf"|(?P<before>不(?!同|断|少|久|管|仅|但|妨|得不|如)|没有|没|并非){_BETWEEN}的(?:[是有]\s*(?:[：:？]|\Z)|(?:一[项个条种句件步])?[是有]?哪)"
    r"|(?P<but>除了)(?=[^。？！；：]*(?:都|其余|其他))"
)


def check_stems(loaded: Loaded, groups: Iterable[Group], sink: Diagnostics) -> None:
    """Report negatives in the asking clause that nothing makes stand out, and stems that are too long."""
    for group in groups:
        for choice in group.choices:
            _check_negative(choice, sink)
    for entry in loaded.exercises_of(Quiz):
        for number, question in enumerate(entry.model.questions):
            length = len(strip_markdown(question.ask))
            if length > LONGEST_STEM:
                where = entry.doc.where(("questions", number, "ask"))
                sink.add("long-question", where, length=length, limit=LONGEST_STEM)


def _check_negative(choice: Choice, sink: Diagnostics) -> None:
    """The asking clause is the last sentence; what stands in bold there has been seen to."""
    bare = _EITHER.sub(_hidden, _BOLD.sub(_hidden, choice.ask.rstrip()))
    clause = _CLAUSE.search(bare)
    found = _NEGATIVE.search(bare, clause.start()) if clause else None
    if not found or not found.lastgroup:
        return
    where = choice.doc.inside((*choice.loc, "ask"), found.start(found.lastgroup), len(found[found.lastgroup]))
    sink.add("plain-negative", where, word=found[found.lastgroup])


def _hidden(found: re.Match[str]) -> str:
    return "\0" * len(found[0])
