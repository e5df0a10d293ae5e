"""What authors write into quizzes, scales and checklists is text on the page, whatever it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def assert_only_text(page: Page) -> None:
    assert page.evaluate("window.hacked") is None
    assert page.locator("hb-exercise :is(img, script:not(.hb-definition), [onload], [onclick], [onfocus])").count() == 0


def test_quiz(page: Page, kinds: str) -> None:
    page.goto(kinds + "quiz-hostile/")
    assert page.locator(".hb-q").count() == 6
    page.check("[name=single][value=b]")
    page.check("[name='single.confidence'][value='3']")
    page.fill("[name='blank.x']", "<img src=x onerror=window.hacked=1>")
    page.fill("[name=numeric]", "2")
    for item, place in zip("abc", "123", strict=True):
        page.select_option(f"[name='order.{item}']", place)
    page.select_option("[name='match.a']", index=1)
    page.select_option("[name='sort.a']", index=1)
    for name in ("single", "blank", "numeric", "order", "match", "sort"):
        page.locator(f"#q-{name}").get_by_role("button", name="核对").click()
    expect(page.locator("[data-result]")).to_be_visible()
    expect(page.locator(".hb-sure li")).to_contain_text("<img src=x onerror=window.hacked=1> </fieldset></form>")
    assert_only_text(page)


def test_scale(page: Page, kinds: str) -> None:
    page.goto(kinds + "scale-hostile/")
    for item in "abc":
        page.check(f"[name={item}][value='2']")
    page.get_by_role("button", name="记下这一次").click()
    page.check("[name=a][value='1']")
    expect(page.get_by_role("table", name="那时与现在")).to_contain_text("<img src=x")
    expect(page.locator("[data-radar] svg")).to_be_visible()
    assert_only_text(page)


def test_checklist(page: Page, kinds: str) -> None:
    page.goto(kinds + "list-hostile/")
    page.check("[name=a]")
    page.fill("[name='a.evidence']", "<img src=x onerror=window.hacked=1>")
    page.get_by_role("button", name="前一次").click()
    expect(page.get_by_role("table").first).to_contain_text("<img src=x")
    assert_only_text(page)
