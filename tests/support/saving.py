"""When answers are in the storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

SAVING = "正在保存"
"""What the page says while something that was typed is not written yet."""


def until_saved(page: Page) -> None:
    """Wait until what was done on the page has reached the storage, however slow the machine is."""
    page.wait_for_timeout(350)  # what a click sets off may take a moment to become an answer
    page.wait_for_function(
        "saving => [...document.querySelectorAll('[data-saved]')].every((said) => !said.textContent.includes(saving))",
        arg=SAVING,
    )
