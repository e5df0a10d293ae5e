"""A learner at the page: answers entered with the real controls, and the three ways to hand them in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page

PHOTO = (Path(__file__).parent / "photo.js").read_text(encoding="utf-8")
"""``photograph(picture, options)`` in the browser: a QR picture as a phone's camera would see it."""


def answer(page: Page, questions: list[dict[str, Any]], answers: Mapping[str, Any]) -> None:
    """Answer a quiz's questions; what `answers` lacks is left open."""
    for question in questions:
        name, value = question["id"], answers.get(question["id"])
        if value is not None:
            _enter(page, question, value)
        if (sure := answers.get(f"{name}.confidence")) is not None:
            page.locator(f"input[name='{name}.confidence'][value='{sure}']").dispatch_event("click")


def _enter(page: Page, question: Mapping[str, Any], value: Any) -> None:
    name, kind = question["id"], question["type"]
    if kind in ("single", "multiple", "truefalse"):
        for one in value if isinstance(value, list) else [value]:
            text = str(one).lower() if kind == "truefalse" else one
            page.locator(f"input[name='{name}'][value='{text}']").dispatch_event("click")
    elif kind == "numeric":
        page.fill(f"input[name='{name}']", str(value))
    elif kind == "blank":
        for part, text in value.items():
            page.fill(f"input[name='{name}.{part}']", text)
    else:
        for part, text in value.items():
            page.select_option(f"select[name='{name}.{part}']", str(text))


def code(page: Page) -> str:
    """The short code of an exercise's page."""
    details = page.locator("details.hb-code")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    expect(page.locator(".hb-code__text")).to_contain_text("HB1-")
    return page.locator(".hb-code__text").inner_text()


def qr(page: Page, **options: Any) -> bytes:
    """A screenshot of the QR picture that the page shows."""
    code(page)
    picture = page.locator(".hb-code__picture img")
    expect(picture).to_be_visible()
    return picture.screenshot(**options)


def export(page: Page) -> bytes:
    """The answers file that the page saves."""
    with page.expect_download() as download:
        page.click("[data-do=export]")
    return Path(download.value.path()).read_bytes()
