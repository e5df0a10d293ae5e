"""What an earlier version left in a browser, and in an answers file: shown again, taken in again, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.kept import kept

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

STRAY = "lesson:definitions."
"""The acknowledgement page of that version kept a part of the scheme as if it were a lesson; no import takes its id."""


def differences(page: Page, site: str, names: list[str]) -> dict[str, Any]:
    """Page → what it shows that is not as kept, and how it was."""
    found = {}
    for name in names:
        expected = kept.read("browser/shown.json")[name]
        shown = kept.settled(page, site + kept.pages()[name], expected)
        odd = {part: (shown[part], expected[part]) for part in expected if shown.get(part) != expected[part]}
        if odd:
            found[name] = odd
    return found


def answers() -> dict[str, Any]:
    """The records of the kept answers file that an import takes."""
    records: dict[str, Any] = kept.read("browser/answers.json")["exercises"]
    return {name: record for name, record in records.items() if name != STRAY}


def test_the_kept_files_hold_an_exercise_of_every_kind_and_attempts() -> None:
    storage = {key: json.loads(text) for key, text in kept.read("browser/storage.json").items()}
    names = {key.split(":exercise:")[1] for key in storage if ":exercise:" in key}
    assert names == {*kept.EXERCISES, "cascade~half"}
    history = {key.split(":")[-1]: len(record["history"]) for key, record in storage.items() if "history" in record}
    assert {name: history[name] for name in ("quiz-each", "case-gift", "check-open", "before", "after")} == {
        "quiz-each": 2, "case-gift": 2, "check-open": 1, "before": 2, "after": 2,
    }  # fmt: skip
    assert set(answers()) == {*names, "lesson:first"}
    shown = kept.read("browser/shown.json")
    assert set(shown) == set(kept.pages())
    assert all(shown[name]["controls"] or shown[name]["tables"] for name in shown)


def test_a_browser_with_kept_answers_shows_all_of_them(page: Page, learners: str) -> None:
    page.clock.set_fixed_time(kept.NOON)
    storage = kept.read("browser/storage.json")
    kept.put_back(page, learners, storage)
    assert differences(page, learners, list(kept.pages())) == {}
    # Looking changes nothing that the learner entered.
    after = kept.stored(page)
    assert {key: json.loads(text).get("answers") for key, text in after.items() if ":exercise:" in key} == {
        key: json.loads(text).get("answers") for key, text in storage.items() if ":exercise:" in key
    }
    assert after["handbook:kept-handbook:receipts"] == storage["handbook:kept-handbook:receipts"]


def test_a_kept_half_filled_sheet_goes_on_where_it_was(page: Page, learners: str) -> None:
    kept.put_back(page, learners, kept.read("browser/storage.json"))
    page.goto(f"{learners}exercises/cascade/")
    page.locator("[data-half] summary").click()
    page.get_by_role("button", name="开始练").click()
    half = page.locator("hb-exercise[data-exercise='cascade~half']")
    expect(half.locator("[name='months.1.weight']")).to_have_value("1")
    expect(half.locator("[name='months.1.days']")).to_have_value("20")
    expect(half.locator("[name=year_target]")).to_have_value("500")


def test_a_kept_answers_file_is_imported_and_exported_whole(page: Page, learners: str) -> None:
    page.clock.set_fixed_time(kept.NOON)
    page.goto(learners + "my-data/")
    page.wait_for_selector("hb-data [data-part=list] > p")
    page.set_input_files("[data-part=file]", kept.FOLDER / "browser/answers.json")
    expect(page.locator("[data-part=preview] table")).to_be_visible()
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.locator("[data-part=list] table")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="导出答案文件").click()
    file = json.loads(Path(download.value.path()).read_text("utf-8"))
    original = kept.read("browser/answers.json")
    assert file["exercises"] == answers()
    assert {key: file[key] for key in ("format", "version", "handbook")} == {
        key: original[key] for key in ("format", "version", "handbook")
    }
    assert differences(page, learners, [*kept.EXERCISES, "lesson"]) == {}


def test_an_answer_that_was_changed_is_noticed(page: Page, learners: str) -> None:
    """The comparison of these tests sees a single answer."""
    storage = kept.read("browser/storage.json")
    key = "handbook:kept-handbook:exercise:fields"
    assert '"visits":8' in storage[key]
    page.clock.set_fixed_time(kept.NOON)
    kept.put_back(page, learners, {**storage, key: storage[key].replace('"visits":8', '"visits":9')})
    assert set(differences(page, learners, ["fields"])["fields"]) == {"controls", "figures"}
