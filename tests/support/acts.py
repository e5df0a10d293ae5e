"""What tests of several kinds of exercise do on a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect


def shown(page: Page) -> dict[str, Any]:
    """What the controls say, read as plainly as an outside tool would."""
    return page.evaluate("""() => {
      const found = {};
      for (const one of document.querySelector("hb-exercise form").elements) {
        const {name, type, value} = one;
        if (!name || value === "" || one.tagName === "OUTPUT") continue;
        if ((type === "radio" || type === "checkbox") && !one.checked) continue;
        found[name] = type === "checkbox" ? [...(found[name] ?? []), value] : value;
      }
      return found;
    }""")


def export(page: Page, answers: Path) -> str:
    """Save the answers file, and return what the table says."""
    with page.expect_download() as download:
        page.get_by_role("button", name="导出答案文件").click()
    download.value.save_as(answers)
    with page.expect_download() as download:
        page.get_by_role("button", name="导出表格（CSV）").click()
    return download.value.path().read_text("utf-8-sig")


def import_into(page: Page, exercises: str, answers: Path) -> None:
    """Take an answers file in on the data page of the site that these exercises are on."""
    page.goto(exercises.replace("exercises/", "my-data/"))
    page.get_by_label("选答案文件").set_input_files(answers)
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.get_by_text("已导入 1 份")).to_be_visible()
