"""The kits of the real sessions: nothing of any page is missing from the PDF, and nothing stands beyond its margins."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest
from handbook.model.exercises.roleplay import Roleplay

from tests.support import kit_reading as reading
from tests.support.same_text import needs_poppler

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.model.exercises import Exercise

LABELS = {
    "run-sheet": "运行单", "workbook": "学员手册", "key": "答案与误解", "roles": "角色卡", "forms": "评估表", "sign-in": "签到表",
}  # fmt: skip
TRAINERS = ("run-sheet", "key")
SESSIONS = ("time-day", "time-90", "motivation-day", "motivation-90", "customer-day", "customer-90", "discipline-day",
            "discipline-90")  # fmt: skip
MARGIN = 15 / 25.4 * 72
"""Points; the template has 18 mm at least, and an opening bracket at the beginning of a line hangs out by half its width."""
pytestmark = needs_poppler


@cache
def kit(session: str) -> reading.Kit:
    return reading.kit_of(reading.content(), session)


@pytest.mark.parametrize("session", SESSIONS)
def test_every_character_of_every_page_is_printed_in_its_part(session: str, tmp_path: Path) -> None:
    pages = reading.pages_of_pdf(kit(session).data, tmp_path)
    for part, page in kit(session).pages.items():
        wanted = Counter(reading.squeezed(reading.printed(page).text_content()))
        _, text = reading.body(kit(session), LABELS[part], pages)
        assert wanted - Counter(text) == Counter(), part


@pytest.mark.parametrize("session", SESSIONS)
def test_what_is_asked_can_be_read_in_the_workbook_and_the_key(session: str, tmp_path: Path) -> None:
    pages = reading.pages_of_pdf(kit(session).data, tmp_path)
    view = kit(session).view
    texts = {part: reading.body(kit(session), LABELS[part], pages)[1] for part in kit(session).pages}
    for one in view.used:
        assert reading.squeezed(one.exercise.title) in texts["key"]
        for label in asked(one.exercise):
            assert reading.squeezed(label) in texts["workbook"], label
    for misconception in view.session.misconceptions:
        assert reading.squeezed(misconception.said) in texts["key"]
    for activity in view.session.activities:
        assert reading.squeezed(activity.title) in texts["run-sheet"]
    for play in view.plays:
        for role in play.roles:
            assert reading.squeezed(role.name) in texts["roles"]
            assert all(reading.squeezed(line) in texts["roles"] for line in (*role.know, *role.play))


def asked(exercise: Exercise) -> Iterator[str]:
    """The words by which somebody knows what to write where."""
    yield exercise.title
    for field in getattr(exercise, "fields", ()):
        yield field.label
        yield from (column.label for column in getattr(field, "columns", ()) if len(column.label) < 4)  # else broken
        yield from (option.label for option in getattr(field, "options", ()))
    yield from (output.label for output in getattr(exercise, "outputs", ()) if not output.hidden)
    for question in getattr(exercise, "questions", ()):
        yield from (option.text for option in getattr(question, "options", ()) if "*" not in option.text)
    if isinstance(exercise, Roleplay):
        yield from (one.text for one in exercise.behaviours)


@pytest.mark.parametrize("session", SESSIONS)
def test_nothing_stands_beyond_the_margins(session: str, tmp_path: Path) -> None:
    sizes = set()
    for number, (wide, tall, words) in enumerate(reading.boxes(kit(session).data, tmp_path), 1):
        sizes.add((round(wide), round(tall)))
        for left, top, right, bottom, word in words:
            inside = left >= MARGIN and right <= wide - MARGIN and top >= 20 and bottom <= tall - 15
            assert inside, f"page {number}: {word}"
    assert sizes <= {(595, 842), (842, 595)}


@pytest.mark.parametrize("session", SESSIONS)
def test_parts_begin_on_odd_pages_and_the_plan_says_on_which(session: str, tmp_path: Path) -> None:
    pages = reading.pages_of_pdf(kit(session).data, tmp_path)
    parts = [
        part for part in ("run-sheet", "key", "workbook", "roles", "forms", "sign-in") if part in kit(session).pages
    ]
    starts = {part: reading.body(kit(session), LABELS[part], pages)[0] for part in parts}
    assert sorted(parts, key=starts.__getitem__) == parts, "what the trainer keeps comes first"
    assert all(start % 2 for start in starts.values())
    for part in parts:
        own = [page for page in pages if f"·{LABELS[part]}" in page.replace(f"·{LABELS[part]}·", "")]
        last = starts[part] + len(own) - 1
        assert (f"{starts[part]}–{last}" if len(own) > 1 else str(last)) in pages[0]
        for number, page in enumerate(own, 1):
            assert f"第{number}页,共{len(own)}页" in page
            assert ("只给培训师" if part in TRAINERS else "发给学员") in page
    blank = [number for number, page in enumerate(pages, 1) if not page]
    assert all(number % 2 == 0 for number in blank)
